import { and, eq, sql } from 'drizzle-orm'
import { glossaryTerms } from '@/db/schema/language'
import { can } from '@/server/domains/orgs/policy'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { termKey } from '../glossary/term'
import { readTerms, type RefusedRow, type TermRow } from '../glossary/table'
import type { AddTerm, EditTerm, RemoveTerm } from '../inputs'

/** Most terms an organisation keeps: what a text is searched for must stay quick to fetch. */
const mostTerms = 2_000

function requireWords({ actor }: MemberCtx): void {
  if (!can(actor.member.role, 'language:write')) throw new DomainError('forbidden', 'language.roleNeeded')
}

function tell(ctx: MemberCtx): void {
  publish(ctx, { type: 'language.glossaryChanged', audience: [ctx.actor.member.orgId], payload: {} })
}

/** Adds a term to the organisation's glossary; in place of a base term where the English is the same. */
export async function addTerm(ctx: MemberCtx, input: AddTerm): Promise<{ termId: string }> {
  requireWords(ctx)
  await requireRoom(ctx, 1)
  const { orgId } = ctx.actor.member
  const id = newId('term')
  const [made] = await ctx.db
    .insert(glossaryTerms)
    .values({ id, orgId, ...input, key: termKey(input.en), createdBy: ctx.actor.userId })
    .onConflictDoNothing({ target: [glossaryTerms.orgId, glossaryTerms.key] })
    .returning({ id: glossaryTerms.id })
  if (!made) throw new DomainError('conflict', 'language.termTaken', { en: input.en })
  recordAudit(ctx, { action: 'language.addTerm', subjectId: id, orgs: [orgId], params: { ...input } })
  tell(ctx)
  return { termId: id }
}

/** Changes a term of the organisation; the words before stay in the audit trail. */
export async function editTerm(ctx: MemberCtx, { termId, version, ...input }: EditTerm): Promise<void> {
  const before = await requireTerm(ctx, termId)
  requireWords(ctx)
  const { orgId } = ctx.actor.member
  const key = termKey(input.en)
  const [taken] = await ctx.db
    .select({ id: glossaryTerms.id })
    .from(glossaryTerms)
    .where(and(eq(glossaryTerms.orgId, orgId), eq(glossaryTerms.key, key)))
  if (taken && taken.id !== termId) throw new DomainError('conflict', 'language.termTaken', { en: input.en })
  const [changed] = await ctx.db
    .update(glossaryTerms)
    .set({ ...input, key, version: sql`${glossaryTerms.version} + 1` })
    .where(and(eq(glossaryTerms.id, termId), eq(glossaryTerms.orgId, orgId), eq(glossaryTerms.version, version)))
    .returning({ id: glossaryTerms.id })
  if (!changed) throw new DomainError('conflict', 'language.termChanged')
  const { en, zh, note, locked } = before
  recordAudit(ctx, {
    action: 'language.editTerm',
    subjectId: termId,
    orgs: [orgId],
    params: { ...input, before: { en, zh, note, locked } },
  })
  tell(ctx)
}

/** Takes a term out of the organisation's glossary; a base term it stood in place of counts again. */
export async function removeTerm(ctx: MemberCtx, { termId, version }: RemoveTerm): Promise<void> {
  const { en, zh } = await requireTerm(ctx, termId)
  requireWords(ctx)
  const { orgId } = ctx.actor.member
  const [gone] = await ctx.db
    .delete(glossaryTerms)
    .where(and(eq(glossaryTerms.id, termId), eq(glossaryTerms.orgId, orgId), eq(glossaryTerms.version, version)))
    .returning({ id: glossaryTerms.id })
  if (!gone) throw new DomainError('conflict', 'language.termChanged')
  recordAudit(ctx, { action: 'language.removeTerm', subjectId: termId, orgs: [orgId], params: { en, zh } })
  tell(ctx)
}

export type Imported = Readonly<{ added: number; changed: number; refused: readonly RefusedRow[] }>

/** Takes in a table of terms: new ones are added, known ones take the words of the table. Rows that cannot be read are named. */
export async function importTerms(ctx: MemberCtx, { text }: Readonly<{ text: string }>): Promise<Imported> {
  requireWords(ctx)
  const { orgId } = ctx.actor.member
  const { terms, refused } = readTerms(text)
  const wanted = new Map(terms.map((term) => [termKey(term.en), term]))
  if (wanted.size === 0) throw new DomainError('invalid', 'language.tableEmpty')
  const known = await ctx.db.select().from(glossaryTerms).where(eq(glossaryTerms.orgId, orgId))
  const fresh = [...wanted].filter(([key]) => !known.some((term) => term.key === key))
  const changed = known.flatMap((before) => {
    const after = wanted.get(before.key)
    return after && !sameTerm(before, after) ? [{ id: before.id, after }] : []
  })
  await requireRoom(ctx, fresh.length)
  for (let at = 0; at < fresh.length; at += 500) {
    const rows = fresh.slice(at, at + 500)
    await ctx.db
      .insert(glossaryTerms)
      .values(rows.map(([key, term]) => ({ id: newId('term'), orgId, ...term, key, createdBy: ctx.actor.userId })))
      .onConflictDoNothing({ target: [glossaryTerms.orgId, glossaryTerms.key] })
  }
  for (const { id, after } of changed) {
    await ctx.db
      .update(glossaryTerms)
      .set({ ...after, version: sql`${glossaryTerms.version} + 1` })
      .where(and(eq(glossaryTerms.id, id), eq(glossaryTerms.orgId, orgId)))
  }
  const counts = { added: fresh.length, changed: changed.length }
  if (counts.added + counts.changed > 0) {
    recordAudit(ctx, { action: 'language.importTerms', subjectId: orgId, orgs: [orgId], params: counts })
    tell(ctx)
  }
  return { ...counts, refused }
}
const sameTerm = (a: TermRow, b: TermRow): boolean =>
  a.en === b.en && a.zh === b.zh && a.note === b.note && a.locked === b.locked

/** A term of the acting organisation; those of others do not exist. */
async function requireTerm({ db, actor }: MemberCtx, termId: string) {
  const [term] = await db
    .select()
    .from(glossaryTerms)
    .where(and(eq(glossaryTerms.id, termId), eq(glossaryTerms.orgId, actor.member.orgId)))
  if (!term) throw new DomainError('notFound', 'language.termNotFound')
  return term
}

async function requireRoom({ db, actor }: MemberCtx, more: number): Promise<void> {
  const kept = await db.$count(glossaryTerms, eq(glossaryTerms.orgId, actor.member.orgId))
  if (kept + more > mostTerms) throw new DomainError('conflict', 'language.glossaryFull', { most: mostTerms })
}
