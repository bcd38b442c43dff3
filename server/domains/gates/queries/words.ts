import { and, eq, isNull, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { gateEvidence, gateItems, gateReviews, gates, gateWaivers } from '@/db/schema/gates'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { TranslateWords } from '../inputs'
import { isOpenGate } from '../lifecycle'
import type { WordKind } from '../rules/words'
import { requireGate, requireItem, type GateAccess, type GateRow } from './access'

/** Words of a gate, with who reads them and the way to write them. */
export type FoundWords = Readonly<{
  gate: GateRow
  access: GateAccess
  /** `partner` = every factory that may see the gate, an id that one, null the brand alone. */
  readers: 'partner' | null | Readonly<{ orgId: string }>
  /** What they belong to, as people say it: `DVT-07`. */
  label: string
  body: BilingualText | null
  /** Stores them, unless they are others by now: then false. */
  write: (after: BilingualText) => Promise<boolean>
}>
type Place = Pick<TranslateWords, 'id' | 'field'>

const missing = () => new DomainError('notFound', 'language.textNotFound')
/** The column still holds what was read. */
const unchanged = (column: AnyColumn, body: BilingualText | null): SQL =>
  sql`${column} = ${JSON.stringify(body)}::jsonb`
/** A criterion of the factory's side is every factory's to read. */
const ofSide = (side: SigningSide) => (side === 'partner' ? 'partner' : null)
const pair = (partnerOrgId: string | null) => (partnerOrgId === null ? null : { orgId: partnerOrgId })

/** The words at a place that the acting organisation may see; NOT_FOUND for anything else. */
export const findWords = (ctx: MemberCtx, { kind, id, field }: Place & { kind: WordKind }): Promise<FoundWords> =>
  finders[kind](ctx, { id, field })

const finders: Readonly<Record<WordKind, (ctx: MemberCtx, place: Place) => Promise<FoundWords>>> = {
  gate: findReason,
  gateItem: findCriterion,
  gateEvidence: findEvidence,
  gateWaiver: findWaiver,
  gateReview: findNote,
}

async function findReason(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const { gate, access } = await requireGate(ctx, id, 'update')
  if (field !== 'reason') throw missing()
  // Why it failed is said by one who was asked to sign, and to those alone.
  const asked = gate.state === 'failed' ? await askedToSign(ctx, gate) : null
  if (gate.state === 'failed' && access.side !== 'brand' && asked !== ctx.actor.member.orgId) throw missing()
  const readers = gate.state === 'failed' ? pair(asked) : 'partner'
  const write = async (reason: BilingualText) => {
    const rows = await ctx.db
      .update(gates)
      .set({ reason, version: sql`${gates.version} + 1` })
      .where(and(eq(gates.id, id), eq(gates.orgId, gate.orgId), unchanged(gates.reason, gate.reason)))
      .returning({ id: gates.id })
    return rows.length > 0
  }
  return { gate, access, readers, label: gate.phase.toUpperCase(), body: gate.reason, write }
}

/** The factory that was asked to sign in the present round; null where the brand signs alone. */
async function askedToSign({ db }: MemberCtx, { id, round }: GateRow): Promise<string | null> {
  const [review] = await db
    .select({ partnerOrgId: gateReviews.partnerOrgId })
    .from(gateReviews)
    .where(and(eq(gateReviews.gateId, id), eq(gateReviews.round, round)))
  return review?.partnerOrgId ?? null
}

/** In review a criterion stands still: it is what is signed. */
async function findCriterion(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const { item, gate, access } = await requireItem(ctx, id)
  if (field !== 'text' && field !== 'metric') throw missing()
  if (!isOpenGate(gate.state)) throw new DomainError('conflict', 'gates.criteriaFrozen')
  const write = async (after: BilingualText) => {
    const rows = await ctx.db
      .update(gateItems)
      .set({ [field]: after, version: sql`${gateItems.version} + 1` })
      .where(and(eq(gateItems.id, id), eq(gateItems.orgId, gate.orgId), unchanged(gateItems[field], item[field])))
      .returning({ id: gateItems.id })
    return rows.length > 0
  }
  return { gate, access, readers: ofSide(item.side), label: item.code, body: item[field], write }
}

async function findEvidence(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const [row] = await ctx.db.select().from(gateEvidence).where(eq(gateEvidence.id, id))
  if (!row || field !== 'words') throw missing()
  const { item, gate, access } = await requireItem(ctx, row.itemId)
  if (access.side === 'partner' && row.partnerOrgId !== ctx.actor.member.orgId) throw missing()
  const write = async (words: BilingualText) => {
    const rows = await ctx.db
      .update(gateEvidence)
      .set({ words })
      .where(and(eq(gateEvidence.id, id), eq(gateEvidence.orgId, gate.orgId), unchanged(gateEvidence.words, row.words)))
      .returning({ id: gateEvidence.id })
    return rows.length > 0
  }
  return { gate, access, readers: pair(row.partnerOrgId), label: item.code, body: row.words, write }
}

async function findWaiver(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const [row] = await ctx.db
    .select()
    .from(gateWaivers)
    .where(and(eq(gateWaivers.id, id), isNull(gateWaivers.withdrawnAt)))
  if (!row || field !== 'reason') throw missing()
  const { item, gate, access } = await requireItem(ctx, row.itemId)
  const write = async (reason: BilingualText) => {
    const rows = await ctx.db
      .update(gateWaivers)
      .set({ reason })
      .where(and(eq(gateWaivers.id, id), eq(gateWaivers.orgId, gate.orgId), unchanged(gateWaivers.reason, row.reason)))
      .returning({ id: gateWaivers.id })
    return rows.length > 0
  }
  return { gate, access, readers: ofSide(item.side), label: item.code, body: row.reason, write }
}

async function findNote(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const [row] = await ctx.db.select().from(gateReviews).where(eq(gateReviews.id, id))
  if (!row || field !== 'note') throw missing()
  const { gate, access } = await requireGate(ctx, row.gateId, 'update')
  if (access.side === 'partner' && row.partnerOrgId !== ctx.actor.member.orgId) throw missing()
  const write = async (note: BilingualText) => {
    const rows = await ctx.db
      .update(gateReviews)
      .set({ note })
      .where(and(eq(gateReviews.id, id), eq(gateReviews.orgId, gate.orgId), unchanged(gateReviews.note, row.note)))
      .returning({ id: gateReviews.id })
    return rows.length > 0
  }
  return { gate, access, readers: pair(row.partnerOrgId), label: gate.phase.toUpperCase(), body: row.note, write }
}
