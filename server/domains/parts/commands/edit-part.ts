import { and, eq, ne, sql } from 'drizzle-orm'
import { parts } from '@/db/schema/parts'
import { bilingualOf, reviseText, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { EditPart, PartFields, PartStep } from '../inputs'
import { requireCurrent, requirePart, requireWrite, type PartRow } from '../queries/access'
import { tidyQuantity } from '../rules/check-breaks'
import { partNumberKey } from '../rules/part-keys'
import { partSearchText } from '../rules/search-text'
import { changedFields, record, refreshSearch, tell } from './announce'

/** A new part under a number of its own; parts.numberTaken names the part that has it already. */
export async function createPart(ctx: MemberCtx, input: PartFields): Promise<{ partId: string }> {
  requireWrite(ctx)
  const { actor, db } = ctx
  const numberKey = keyOf(input.number)
  const [name, description] = [bilingualOf(actor.locale, input.name), bilingualOf(actor.locale, input.description)]
  requireName(name, input)
  const partId = newId('part')
  const [made] = await db
    .insert(parts)
    .values({
      ...input,
      id: partId,
      orgId: actor.member.orgId,
      numberKey,
      name,
      description,
      searchText: partSearchText({ ...input, name, description }, [], []),
      createdBy: actor.userId,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing({ target: [parts.orgId, parts.numberKey] })
    .returning({ id: parts.id })
  if (!made) throw await taken(ctx, numberKey)
  record(ctx, 'parts.createPart', { id: partId, number: input.number }, { nameEn: name.en, nameZh: name.zh })
  tell(ctx, 'parts.changed', { partId })
  return { partId }
}

/** Changes what is said of a part, against the version that was read. */
export async function editPart(ctx: MemberCtx, { partId, version, part: input }: EditPart): Promise<void> {
  const before = await requirePart(ctx, partId, true)
  requireWrite(ctx)
  requireCurrent(before)
  const numberKey = keyOf(input.number)
  if (numberKey !== before.numberKey) {
    const [other] = await ctx.db
      .select({ id: parts.id })
      .from(parts)
      .where(and(eq(parts.orgId, before.orgId), eq(parts.numberKey, numberKey), ne(parts.id, partId)))
    if (other) throw await taken(ctx, numberKey)
  }
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const revised = (text: BilingualText, typed: Readonly<{ en: string; zh: string }>) =>
    reviseText(text, { ...typed, source: text.source }, hand)
  const name = revised(before.name, input.name)
  const description = revised(before.description, input.description)
  requireName(name, input)
  const fields = changedFields(comparable(before), { ...input, name: input.name, description: input.description })
  await write(ctx, before, version, { ...input, numberKey, name, description })
  if (fields.length === 0) return
  await refreshSearch(ctx, partId)
  record(ctx, 'parts.editPart', { id: partId, number: input.number }, { fields })
  tell(ctx, 'parts.changed', { partId })
}

/** Puts a part away: it is offered nowhere any more, and what names it keeps it. */
export const archivePart = (ctx: MemberCtx, step: PartStep): Promise<void> => setArchived(ctx, step, true)
/** Fetches a part back. */
export const restorePart = (ctx: MemberCtx, step: PartStep): Promise<void> => setArchived(ctx, step, false)

async function setArchived(ctx: MemberCtx, { partId, version }: PartStep, away: boolean): Promise<void> {
  const part = await requirePart(ctx, partId, true)
  requireWrite(ctx)
  await write(ctx, part, version, { archivedAt: away ? ctx.now() : null })
  record(ctx, away ? 'parts.archivePart' : 'parts.restorePart', part)
  tell(ctx, 'parts.changed', { partId })
}

/** Compare-and-set on the part itself; parts.stale where somebody was faster. */
export async function write(
  { db }: MemberCtx,
  part: Pick<PartRow, 'id' | 'orgId'>,
  version: number,
  change: Partial<typeof parts.$inferInsert>,
): Promise<void> {
  const [changed] = await db
    .update(parts)
    .set({ ...change, version: sql`${parts.version} + 1` })
    .where(and(eq(parts.id, part.id), eq(parts.orgId, part.orgId), eq(parts.version, version)))
    .returning({ id: parts.id })
  if (!changed) throw new DomainError('conflict', 'parts.stale')
}

/** A number of nothing but spaces and dashes compares as nothing. */
function keyOf(number: string): string {
  const key = partNumberKey(number)
  if (key === '') throw new DomainError('invalid', 'parts.numberEmpty')
  return key
}

function requireName({ en, zh }: BilingualText, { number }: Pick<PartFields, 'number'>): void {
  if (en === '' && zh === '') throw new DomainError('invalid', 'parts.nameNeeded', { number })
}

async function taken(ctx: MemberCtx, numberKey: string): Promise<DomainError> {
  const [other] = await ctx.db
    .select({ id: parts.id, number: parts.number })
    .from(parts)
    .where(and(eq(parts.orgId, ctx.actor.member.orgId), eq(parts.numberKey, numberKey)))
  return new DomainError('conflict', 'parts.numberTaken', { number: other?.number ?? '', partId: other?.id ?? '' })
}

/** A stored part in the words of the form. */
const comparable = ({
  name,
  description,
  attritionPct,
  attritionExtra,
  ...part
}: PartRow): Record<string, unknown> => ({
  ...part,
  name: { en: name.en, zh: name.zh },
  description: { en: description.en, zh: description.zh },
  attritionPct: attritionPct === null ? null : tidyQuantity(attritionPct),
  attritionExtra: attritionExtra === null ? null : tidyQuantity(attritionExtra),
})
