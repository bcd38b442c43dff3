import { and, eq, inArray, max, sql } from 'drizzle-orm'
import { requirements, specs } from '@/db/schema/specs'
import { remember } from '@/server/domains/language/commands/remember'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { AddRequirements, BulkEdit, EditRequirement, MoveRequirements, RemoveRequirements } from '../inputs'
import { requireDraft, requireRequirement, type SpecRevisionRow, type SpecRow } from '../queries/access'
import { asRequirement, readRequirements } from '../queries/requirements'
import { needsPerson, reviseContent, writeContent } from '../rules/content'
import { changesBetween } from '../rules/diff'
import { mostRequirements } from '../rules/limits'
import { placeBefore, positionsAfter } from '../rules/ordering'
import { requirementCode, textFields, type RequirementContent } from '../rules/requirement'
import { announce } from './announce'
import { insertRequirements } from './insert-requirements'
import { requireReferences } from './require-references'

type Draft = Readonly<{ revision: SpecRevisionRow; spec: SpecRow }>

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
  note(ctx, 'specs.addRequirements', { revision, spec }, { codes: shown(codes), count: codes.length })
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
    note(ctx, 'specs.editRequirement', draft, { code: before.code, fields: changes.map(({ field }) => field), changes })
  const vouched = textFields.filter((field) => input.content[field].verify)
  for (const field of vouched) {
    await remember(ctx, after[field])
    note(ctx, 'specs.verifyText', draft, { code: before.code, field, after: after[field] })
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

/** Takes requirements out of a draft. Their codes are never given again; earlier revisions keep them. */
export async function removeRequirements(ctx: MemberCtx, input: RemoveRequirements): Promise<void> {
  const draft = await requireDraft(ctx, input.revisionId)
  const gone = await ctx.db
    .delete(requirements)
    .where(
      and(
        eq(requirements.revisionId, input.revisionId),
        eq(requirements.orgId, draft.spec.orgId),
        inArray(requirements.requirementId, input.requirementIds),
      ),
    )
    .returning({ code: requirements.code, title: requirements.title, values: requirements.values })
  if (gone.length === 0) throw new DomainError('notFound', 'specs.requirementNotFound')
  const codes = gone.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))
  note(ctx, 'specs.removeRequirements', draft, {
    codes: shown(codes),
    count: codes.length,
    removed: gone.slice(0, 200),
  })
  await announce(ctx, { type: 'specs.changed', spec: draft.spec, revisionId: input.revisionId })
}

/** Brings requirements, in the order given, before another one, or to the end. */
export async function moveRequirements(ctx: MemberCtx, input: MoveRequirements): Promise<void> {
  const draft = await requireDraft(ctx, input.revisionId)
  await place(ctx, draft.revision, input.requirementIds, input.before)
  note(ctx, 'specs.moveRequirements', draft, { count: input.requirementIds.length })
  await announce(ctx, { type: 'specs.changed', spec: draft.spec, revisionId: input.revisionId })
}

async function place(
  ctx: MemberCtx,
  { id: revisionId, orgId }: SpecRevisionRow,
  moved: readonly string[],
  before: string | null,
) {
  const list = await ctx.db
    .select({ id: requirements.requirementId, position: requirements.position })
    .from(requirements)
    .where(eq(requirements.revisionId, revisionId))
    .orderBy(requirements.position, requirements.requirementId)
    .for('update')
  const known = new Set(list.map(({ id }) => id))
  if (moved.some((id) => !known.has(id)) || (before !== null && !known.has(before)))
    throw new DomainError('notFound', 'specs.requirementNotFound')
  const changed = placeBefore(list, [...new Set(moved)], before !== null && moved.includes(before) ? null : before)
  if (changed.length === 0) return
  const [ids, positions] = [changed.map(({ id }) => id), changed.map(({ position }) => position)]
  await ctx.db.execute(sql`update ${requirements} set position = placed.position
    from unnest(${sql.param(ids)}::text[], ${sql.param(positions)}::int[]) as placed (id, position)
    where ${requirements.revisionId} = ${revisionId} and ${requirements.orgId} = ${orgId} and ${requirements.requirementId} = placed.id`)
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
  const codes = changed.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))
  note(ctx, 'specs.bulkEdit', draft, { codes: shown(codes), count: codes.length, fields: Object.keys(change), change })
  await announce(ctx, { type: 'specs.changed', spec: draft.spec, revisionId })
}

const shown = (codes: readonly string[]) => (codes.length > 5 ? `${codes.slice(0, 4).join(', ')} …` : codes.join(', '))

/** Drafts are the brand's own business: its chain alone records how they grew. */
function note(
  ctx: MemberCtx,
  action: string,
  { revision, spec }: Draft,
  params: Readonly<Record<string, unknown>>,
): void {
  recordAudit(ctx, {
    action,
    subjectId: spec.id,
    productId: spec.productId,
    orgs: [spec.orgId],
    params: { number: spec.number, revision: revision.number, ...params },
  })
}
