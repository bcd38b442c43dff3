import { and, asc, eq, inArray, max, sql } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import { manufacturerParts } from '@/db/schema/parts'
import { bilingualOf, isBlank, type Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type {
  AddManufacturerPart,
  ApproveManufacturerPart,
  EditManufacturerPart,
  RankManufacturerParts,
  RefuseManufacturerPart,
} from '../inputs'
import { alternateLifecycle, type AlternateCommand } from '../lifecycle'
import { mayDecide } from '../policy'
import {
  requireCurrent,
  requireManufacturerPart,
  requirePart,
  requireWrite,
  type ManufacturerPartRow,
} from '../queries/access'
import { mostSources } from '../rules/limits'
import { manufacturerPartKey } from '../rules/part-keys'
import { changedFields, record, refreshSearch, tell } from './announce'
import { write as writePart } from './edit-part'

/**
 * One more maker's part, last in rank: proposed, or approved at once by whoever may decide. The same part under another
 * spelling of number or maker is refused (parts.manufacturerPartTaken).
 */
export async function addManufacturerPart(
  ctx: MemberCtx,
  { partId, manufacturerPart, effectiveFrom, attachmentIds, approve }: AddManufacturerPart,
): Promise<{ manufacturerPartId: string }> {
  const part = await requirePart(ctx, partId, true)
  requireWrite(ctx)
  requireCurrent(part)
  if (approve) requireDecide(ctx, 'approve')
  await requireFiles(ctx, attachmentIds)
  const { actor, db } = ctx
  const [there] = await db
    .select({ last: max(manufacturerParts.rank), rows: sql<number>`count(*)::int` })
    .from(manufacturerParts)
    .where(eq(manufacturerParts.partId, partId))
  if ((there?.rows ?? 0) >= mostSources) throw new DomainError('conflict', 'parts.sourcesMany', { most: mostSources })
  const manufacturerPartId = newId('manufacturerPart')
  const { mpn, manufacturer } = manufacturerPart
  const [made] = await db
    .insert(manufacturerParts)
    .values({
      ...manufacturerPart,
      ...{ id: manufacturerPartId, orgId: part.orgId, partId, effectiveFrom, attachmentIds },
      key: manufacturerPartKey(mpn, manufacturer),
      rank: (there?.last ?? 0) + 1,
      status: approve ? 'approved' : 'proposed',
      ...(approve && { decidedBy: actor.userId, decidedAt: ctx.now() }),
    })
    .onConflictDoNothing({ target: [manufacturerParts.partId, manufacturerParts.key] })
    .returning({ id: manufacturerParts.id })
  if (!made) throw new DomainError('conflict', 'parts.manufacturerPartTaken', { mpn })
  await refreshSearch(ctx, partId)
  record(ctx, 'parts.addManufacturerPart', part, { mpn, manufacturer })
  if (approve) record(ctx, 'parts.approveManufacturerPart', part, { mpn, manufacturer })
  tell(ctx, 'parts.changed', { partId })
  return { manufacturerPartId }
}

/** Changes what is said of a maker's part. Which part it is stays from the moment somebody decided on it. */
export async function editManufacturerPart(ctx: MemberCtx, input: EditManufacturerPart): Promise<void> {
  const { source, part } = await requireManufacturerPart(ctx, input.manufacturerPartId)
  requireWrite(ctx)
  requireCurrent(part)
  await requireFiles(ctx, input.attachmentIds)
  const { mpn, manufacturer } = input.manufacturerPart
  const key = manufacturerPartKey(mpn, manufacturer)
  if (key !== source.key) {
    if (source.status !== 'proposed') throw new DomainError('conflict', 'parts.sourceFixed')
    const [other] = await ctx.db
      .select({ id: manufacturerParts.id })
      .from(manufacturerParts)
      .where(and(eq(manufacturerParts.partId, part.id), eq(manufacturerParts.key, key)))
    if (other) throw new DomainError('conflict', 'parts.manufacturerPartTaken', { mpn })
  }
  // From when an approved part counts is part of the decision.
  if (source.status === 'approved' && input.effectiveFrom !== source.effectiveFrom) requireDecide(ctx, 'approve')
  const { effectiveFrom, attachmentIds } = input
  const after = { ...input.manufacturerPart, effectiveFrom, attachmentIds }
  const fields = changedFields<Record<string, unknown>>(source, after)
  await writeSource(ctx, source, input.version, { ...after, key })
  if (fields.length === 0) return
  await refreshSearch(ctx, part.id)
  record(ctx, 'parts.editManufacturerPart', part, { mpn, manufacturer, fields })
  tell(ctx, 'parts.changed', { partId: part.id })
}

/** Puts the maker's parts of a part into another order; all have to be named, once (parts.rankIncomplete). */
export async function rankManufacturerParts(ctx: MemberCtx, input: RankManufacturerParts): Promise<void> {
  const { partId, version, manufacturerPartIds: ids } = input
  const part = await requirePart(ctx, partId, true)
  requireWrite(ctx)
  requireCurrent(part)
  const there = await ctx.db
    .select({ id: manufacturerParts.id, mpn: manufacturerParts.mpn, rank: manufacturerParts.rank })
    .from(manufacturerParts)
    .where(eq(manufacturerParts.partId, partId))
    .orderBy(asc(manufacturerParts.rank))
  const complete = new Set(ids).size === ids.length && ids.length === there.length
  if (!complete || there.some(({ id }) => !ids.includes(id))) throw new DomainError('conflict', 'parts.rankIncomplete')
  await writePart(ctx, part, version, {})
  for (const [at, id] of ids.entries())
    await ctx.db
      .update(manufacturerParts)
      .set({ rank: at + 1 })
      .where(and(eq(manufacturerParts.id, id), eq(manufacturerParts.orgId, part.orgId)))
  const order = ids.flatMap((id) => there.find((row) => row.id === id)?.mpn ?? [])
  record(ctx, 'parts.rankManufacturerParts', part, { order })
  tell(ctx, 'parts.changed', { partId })
}

/** Lets a maker's part be bought, from a day on where one is given. */
export const approveManufacturerPart = (ctx: MemberCtx, input: ApproveManufacturerPart): Promise<void> =>
  decide(ctx, 'approve', 'parts.approveManufacturerPart', input, { effectiveFrom: input.effectiveFrom })
/** Refuses a proposed part; the reason is asked for. */
export const rejectManufacturerPart = (ctx: MemberCtx, input: RefuseManufacturerPart): Promise<void> =>
  decide(ctx, 'reject', 'parts.rejectManufacturerPart', input)
/** Ends the approval of a part; the reason is asked for. */
export const retireManufacturerPart = (ctx: MemberCtx, input: RefuseManufacturerPart): Promise<void> =>
  decide(ctx, 'retire', 'parts.retireManufacturerPart', input)
/** Asks once more for a part that was refused. */
export const proposeManufacturerPart = (ctx: MemberCtx, input: RefuseManufacturerPart): Promise<void> =>
  decide(ctx, 'propose', 'parts.proposeManufacturerPart', input)

async function decide(
  ctx: MemberCtx,
  command: AlternateCommand,
  action: string,
  { manufacturerPartId, version, reason }: RefuseManufacturerPart,
  change: Partial<typeof manufacturerParts.$inferInsert> = {},
): Promise<void> {
  const { source, part } = await requireManufacturerPart(ctx, manufacturerPartId)
  requireDecide(ctx, command)
  requireCurrent(part)
  const status = alternateLifecycle.next(source.status, command)
  const words = isBlank(reason) ? null : bilingualOf(ctx.actor.locale, reason)
  await writeSource(ctx, source, version, {
    ...change,
    status,
    reason: words,
    decidedBy: ctx.actor.userId,
    decidedAt: ctx.now(),
  })
  const { mpn, manufacturer } = source
  record(ctx, action, part, { mpn, manufacturer, ...(words && { reason: inWords(words, ctx.actor.locale) }) })
  tell(ctx, 'parts.changed', { partId: part.id })
}

const inWords = (text: Readonly<Record<Language, string>>, locale: Language): string =>
  text[locale] || text.en || text.zh

function requireDecide({ actor }: MemberCtx, command: AlternateCommand): void {
  if (!mayDecide(actor.member.role, command)) throw new DomainError('forbidden', 'parts.approveNeeded')
}

/** Compare-and-set; parts.stale where somebody was faster. */
export async function writeSource(
  { db }: MemberCtx,
  source: Pick<ManufacturerPartRow, 'id' | 'orgId'>,
  version: number,
  change: Partial<typeof manufacturerParts.$inferInsert>,
): Promise<void> {
  const [changed] = await db
    .update(manufacturerParts)
    .set({ ...change, version: sql`${manufacturerParts.version} + 1` })
    .where(
      and(
        eq(manufacturerParts.id, source.id),
        eq(manufacturerParts.orgId, source.orgId),
        eq(manufacturerParts.version, version),
      ),
    )
    .returning({ id: manufacturerParts.id })
  if (!changed) throw new DomainError('conflict', 'parts.stale')
}

/** Evidence is a file this organisation itself brought. */
async function requireFiles({ db, actor }: MemberCtx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const found = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(inArray(attachments.id, [...ids]), eq(attachments.uploadedByOrgId, actor.member.orgId)))
  if (found.length !== new Set(ids).size) throw new DomainError('notFound', 'attachments.notFound')
}
