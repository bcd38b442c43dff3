import { asc, eq, inArray } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import { auditEntries } from '@/db/schema/audit'
import { manufacturerParts, supplierParts } from '@/db/schema/parts'
import { users } from '@/db/schema/people'
import { readEntries } from '@/server/domains/audit/queries/read-entries'
import type { MemberCtx } from '@/server/platform/context'
import { tidyQuantity } from '../rules/check-breaks'
import { isEffective, isPriceValid, standingOf } from '../rules/standing'
import { requirePart, rightsOf, todayOf } from './access'

const tidy = (quantity: string | null): string | null => (quantity === null ? null : tidyQuantity(quantity))
const shownHistory = 60

/**
 * A part with its approved list in order of rank and its suppliers. `breaks` are null for members whose role sees no
 * prices; quantities are decimal text, prices millionths of the currency.
 */
export async function getPart(ctx: MemberCtx, { partId }: Readonly<{ partId: string }>) {
  const { orgId: _, searchText: _text, numberKey: _key, createdBy: _by, ...part } = await requirePart(ctx, partId)
  const day = todayOf(ctx)
  const may = rightsOf(ctx)
  const sources = await ctx.db
    .select()
    .from(manufacturerParts)
    .where(eq(manufacturerParts.partId, partId))
    .orderBy(asc(manufacturerParts.rank), asc(manufacturerParts.id))
  const offers = await ctx.db
    .select()
    .from(supplierParts)
    .where(eq(supplierParts.partId, partId))
    .orderBy(asc(supplierParts.key))
  const people = await peopleOf(ctx, sources)
  const files = await filesOf(ctx, sources)
  return {
    ...part,
    attritionPct: tidy(part.attritionPct),
    attritionExtra: tidy(part.attritionExtra),
    standing: standingOf(part, sources, day),
    day,
    may,
    sources: sources.map(({ orgId: _own, key: _source, decidedBy, attachmentIds, ...source }) => ({
      ...source,
      effective: isEffective(source, day),
      decider: people.find(({ id }) => id === decidedBy) ?? null,
      attachments: attachmentIds.flatMap((id) => files.find((file) => file.id === id) ?? []),
    })),
    offers: offers.map(({ orgId: _own, key: _offer, breaks, moq, multiple, ...offer }) => ({
      ...offer,
      moq: tidy(moq),
      multiple: tidy(multiple),
      breaks: may.prices ? breaks : null,
      breakCount: breaks.length,
      valid: isPriceValid(offer, day),
    })),
  }
}
export type PartView = Awaited<ReturnType<typeof getPart>>
export type PartSource = PartView['sources'][number]
export type PartOffer = PartView['offers'][number]

/** What was done to a part, newest first, out of the organisation's own log. */
export async function listPartHistory(ctx: MemberCtx, { partId }: Readonly<{ partId: string }>) {
  await requirePart(ctx, partId)
  return readEntries(ctx, eq(auditEntries.subjectId, partId), shownHistory)
}

async function peopleOf({ db }: MemberCtx, sources: readonly Readonly<{ decidedBy: string | null }>[]) {
  const ids = sources.flatMap(({ decidedBy }) => (decidedBy === null ? [] : [decidedBy]))
  if (ids.length === 0) return []
  return db
    .select({ id: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(users)
    .where(inArray(users.id, ids))
}

async function filesOf({ db }: MemberCtx, sources: readonly Readonly<{ attachmentIds: readonly string[] }>[]) {
  const ids = sources.flatMap(({ attachmentIds }) => attachmentIds)
  if (ids.length === 0) return []
  return db.select({ id: attachments.id, name: attachments.name }).from(attachments).where(inArray(attachments.id, ids))
}
