import { and, eq, inArray, max, ne, sql } from 'drizzle-orm'
import { requirements, specs } from '@/db/schema/specs'
import { remember } from '@/server/domains/language/commands/remember'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { AddRequirements, BulkEdit, EditRequirement, MoveRequirements, RemoveRequirements } from '../inputs'
import { requireDraft, requireRequirement, type SpecRevisionRow } from '../queries/access'
import { asRequirement, readRequirements } from '../queries/requirements'
import { needsPerson, reviseContent, writeContent } from '../rules/content'
import { changesBetween } from '../rules/diff'
import { mostRequirements } from '../rules/limits'
import { placeBefore, positionsAfter } from '../rules/ordering'
import { requirementCode, textFields, type RequirementContent, type Section } from '../rules/requirement'
import { announce } from './announce'
import { insertRequirements } from './insert-requirements'
import { noteDraft, shownCodes, type Draft } from './note-draft'
import { requireReferences } from './require-references'
import { holdOrder, writePositions } from './write-positions'

/** Adds requirements to a draft, in the order given, with the next codes of the document. Returns their ids. */
export async function addRequirements(ctx: MemberCtx, input: AddRequirements): Promise<{ requirementIds: string[] }> {
  const draft = await requireDraft(ctx, input.revisionId)
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  if (input.requirements.some(needsPerson)) throw new DomainError('conflict', 'language.machineCritical')
  await requireReferences(ctx, draft.spec, input.requirements)
  const contents = input.requirements.map((typed) => writeContent(typed, hand))
  for (const content of contents) for (const field of textFields) await remember(ctx, content[field])
  return add(ctx, draft, contents, input.before ?? null)
}

/** Copies requirements of a draft, each directly behind its original, as new ones with codes of their own. */
export async function duplicateRequirements(
  ctx: MemberCtx,
  input: RemoveRequirements,
): Promise<{ requirementIds: string[] }> {
  const draft = await requireDraft(ctx, input.revisionId)
  const list = await readRequirements(ctx, input.revisionId)
  const wanted = list.filter(({ id }) => input.requirementIds.includes(id))
  const last = wanted.at(-1)
  if (!last) throw new DomainError('notFound', 'specs.requirementNotFound')
  return add(ctx, draft, wanted, list[list.indexOf(last) + 1]?.id ?? null)
}

async function add(
  ctx: MemberCtx,
  { revision, spec }: Draft,
  contents: readonly RequirementContent[],
  before: string | null,
): Promise<{ requirementIds: string[] }> {
  // The document gives out the codes; its row is held until they are used.
  const [counter] = await ctx.db
    .update(specs)
    .set({ nextRequirement: sql`${specs.nextRequirement} + ${contents.length}` })
    .where(and(eq(specs.id, spec.id), eq(specs.orgId, spec.orgId)))
    .returning({ next: specs.nextRequirement })
  const first = (counter?.next ?? 0) - contents.length
  const [end] = await ctx.db
    .select({ last: max(requirements.position), count: sql<number>`count(*)::int` })
    .from(requirements)
    .where(eq(requirements.revisionId, revision.id))
  if ((end?.count ?? 0) + contents.length > mostRequirements)
    throw new DomainError('invalid', 'specs.tooManyRequirements', { most: mostRequirements })
  const positions = positionsAfter(end?.last ?? 0, contents.length)
  const added = contents.map((content, index) => ({
    ...content,
    id: newId('requirement'),
    code: requirementCode(first + index),
    position: positions[index] ?? 0,
  }))
  await insertRequirements(ctx, { ...revision, revisionId: revision.id }, added)
  const requirementIds = added.map(({ id }) => id)
  if (before !== null) await place(ctx, revision, requirementIds, before)
  const codes = added.map(({ code }) => code)
  noteDraft(ctx, 'specs.addRequirements', { revision, spec }, { codes: shownCodes(codes), count: codes.length })
  await announce(ctx, { type: 'specs.changed', spec, revisionId: revision.id })
  return { requirementIds }
}

/**
 * Replaces what a requirement of a draft says. Whoever edits the same one at the same time and comes second is refused
 * with specs.requirementStale and keeps what they typed. A text that its author vouches for is verified; others:
 * language.figuresDiffer, language.nothingToVerify, language.machineCritical.
 */
export async function editRequirement(ctx: MemberCtx, input: EditRequirement): Promise<{ version: number }> {
  const draft = await requireDraft(ctx, input.revisionId)
  const before = asRequirement(await requireRequirement(ctx, draft.revision, input.requirementId))
  if (needsPerson(input.content)) throw new DomainError('conflict', 'language.machineCritical')
  await requireReferences(ctx, draft.spec, [input.content])
  const after = reviseContent(before, input.content, { userId: ctx.actor.userId, at: ctx.now() })
  const [written] = await ctx.db
    .update(requirements)
    .set({
      ...after,
      attachmentIds: [...after.attachmentIds],
      updatedBy: ctx.actor.userId,
      version: sql`${requirements.version} + 1`,
    })
    .where(
      and(
        eq(requirements.revisionId, input.revisionId),
        eq(requirements.requirementId, input.requirementId),
        eq(requirements.orgId, draft.spec.orgId),
        eq(requirements.version, input.version),
      ),
    )
    .returning({ version: requirements.version })
  if (!written) throw new DomainError('conflict', 'specs.requirementStale')
  const changes = changesBetween(before, { ...before, ...after })
  if (changes.length > 0)
    noteDraft(ctx, 'specs.editRequirement', draft, {
      code: before.code,
      fields: changes.map(({ field }) => field),
      changes,
    })
  const vouched = textFields.filter((field) => input.content[field].verify)
  for (const field of vouched) {
    await remember(ctx, after[field])
    noteDraft(ctx, 'specs.verifyText', draft, { code: before.code, field, after: after[field] })
  }
  if (changes.length > 0 || vouched.length > 0) {
    await announce(ctx, {
      type: 'specs.changed',
      spec: draft.spec,
      revisionId: input.revisionId,
      requirementId: input.requirementId,
    })
  }
  return written
}

/** Brings requirements, in the order given, before another one, or to the end; with `section`, into that section. */
export async function moveRequirements(ctx: MemberCtx, input: MoveRequirements): Promise<void> {
  const { revisionId, requirementIds, before, section } = input
  const draft = await requireDraft(ctx, revisionId)
  await place(ctx, draft.revision, requirementIds, before)
  noteDraft(ctx, 'specs.moveRequirements', draft, { count: requirementIds.length })
  if (section) await intoSection(ctx, draft, requirementIds, section)
  await announce(ctx, { type: 'specs.changed', spec: draft.spec, revisionId })
}

async function intoSection(ctx: MemberCtx, draft: Draft, requirementIds: readonly string[], section: Section) {
  const changed = await ctx.db
    .update(requirements)
    .set({ section, updatedBy: ctx.actor.userId, version: sql`${requirements.version} + 1` })
    .where(
      and(
        eq(requirements.revisionId, draft.revision.id),
        eq(requirements.orgId, draft.spec.orgId),
        inArray(requirements.requirementId, [...requirementIds]),
        ne(requirements.section, section),
      ),
    )
    .returning({ code: requirements.code })
  if (changed.length > 0) noteBulk(ctx, draft, changed, { section })
}

async function place(ctx: MemberCtx, revision: SpecRevisionRow, moved: readonly string[], before: string | null) {
  const list = await holdOrder(ctx, revision.id)
  const known = new Set(list.map(({ id }) => id))
  if (moved.some((id) => !known.has(id)) || (before !== null && !known.has(before)))
    throw new DomainError('notFound', 'specs.requirementNotFound')
  const changed = placeBefore(list, [...new Set(moved)], before !== null && moved.includes(before) ? null : before)
  await writePositions(ctx, revision, changed)
}

/** Gives several requirements of a draft the same section, method, owner or criticality. */
export async function bulkEdit(ctx: MemberCtx, { revisionId, requirementIds, change }: BulkEdit): Promise<void> {
  const draft = await requireDraft(ctx, revisionId)
  await requireReferences(ctx, draft.spec, [{ ownerId: change.ownerId ?? null, attachmentIds: [], links: [] }])
  const changed = await ctx.db
    .update(requirements)
    .set({ ...change, updatedBy: ctx.actor.userId, version: sql`${requirements.version} + 1` })
    .where(
      and(
        eq(requirements.revisionId, revisionId),
        eq(requirements.orgId, draft.spec.orgId),
        inArray(requirements.requirementId, requirementIds),
      ),
    )
    .returning({ code: requirements.code })
  if (changed.length === 0) throw new DomainError('notFound', 'specs.requirementNotFound')
  noteBulk(ctx, draft, changed, change)
  await announce(ctx, { type: 'specs.changed', spec: draft.spec, revisionId })
}

function noteBulk(ctx: MemberCtx, draft: Draft, changed: readonly Readonly<{ code: string }>[], change: object): void {
  const codes = changed.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))
  noteDraft(ctx, 'specs.bulkEdit', draft, {
    codes: shownCodes(codes),
    count: codes.length,
    fields: Object.keys(change),
    change,
  })
}
