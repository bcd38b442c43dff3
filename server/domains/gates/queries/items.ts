import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { gateEvidence, gateItems, gateWaivers } from '@/db/schema/gates'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { itemStanding } from '../rules/standing'
import type { GateItemRow, GateRow } from './access'
import { lookUp, settled, type Viewer } from './system-checks'

const person = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }
const org = { id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh }

type Place = Pick<GateRow, 'orgId' | 'productId'>
type Settled = Pick<GateRow, 'id' | 'settledChecks'>

/**
 * The criteria of some gates of one product as a viewer sees them, in the order of their codes, with the evidence of
 * that viewer's lanes, waivers, and how each stands now. What the brand showed itself is cleared for a factory that
 * brought nothing, without being shown. Access is proven by the caller; scope is repeated here.
 */
export async function readItems(ctx: MemberCtx, place: Place, of: readonly Settled[], viewer: Viewer) {
  if (of.length === 0) return []
  const { db } = ctx
  const rows = await db
    .select()
    .from(gateItems)
    .where(
      and(
        inArray(
          gateItems.gateId,
          of.map(({ id }) => id),
        ),
        eq(gateItems.orgId, place.orgId),
        isNull(gateItems.removedAt),
        viewer.side === 'partner' ? eq(gateItems.side, 'partner') : undefined,
      ),
    )
    .orderBy(asc(gateItems.gateId), asc(gateItems.ordinal))
  if (rows.length === 0) return []
  const itemIds = rows.map(({ id }) => id)
  const evidence = await db
    .select({
      id: gateEvidence.id,
      itemId: gateEvidence.itemId,
      lane: gateEvidence.partnerOrgId,
      result: gateEvidence.result,
      words: gateEvidence.words,
      reached: gateEvidence.reached,
      attachmentIds: gateEvidence.attachmentIds,
      at: gateEvidence.createdAt,
      userOrgId: gateEvidence.userOrgId,
      by: person,
      partner: org,
    })
    .from(gateEvidence)
    .innerJoin(users, eq(users.id, gateEvidence.userId))
    .leftJoin(orgs, eq(orgs.id, gateEvidence.partnerOrgId))
    .where(
      and(
        inArray(gateEvidence.itemId, itemIds),
        eq(gateEvidence.orgId, place.orgId),
        viewer.side === 'partner' ? eq(gateEvidence.partnerOrgId, viewer.orgId) : undefined,
      ),
    )
    .orderBy(asc(gateEvidence.createdAt), asc(gateEvidence.id))
  const waivers = await db
    .select({
      id: gateWaivers.id,
      itemId: gateWaivers.itemId,
      reason: gateWaivers.reason,
      expiresAt: gateWaivers.expiresAt,
      grantedAt: gateWaivers.grantedAt,
      withdrawnAt: gateWaivers.withdrawnAt,
      grantedBy: person,
    })
    .from(gateWaivers)
    .innerJoin(users, eq(users.id, gateWaivers.grantedBy))
    .where(and(inArray(gateWaivers.itemId, itemIds), eq(gateWaivers.orgId, place.orgId)))
    .orderBy(asc(gateWaivers.grantedAt), asc(gateWaivers.id))
  const isSettled = ({ gateId, check }: GateItemRow) =>
    check !== null && of.some(({ id, settledChecks }) => id === gateId && settledChecks.includes(check))
  const found = await lookUp(
    ctx,
    place,
    viewer,
    rows.flatMap((row) => (row.check === null || isSettled(row) ? [] : row.check)),
  )
  const byBrand = viewer.side === 'partner' ? await shownByBrand(ctx, place, itemIds) : null
  const now = ctx.now()
  return rows.map((row) => {
    const check = row.check === null ? null : isSettled(row) ? settled : (found.get(row.check) ?? null)
    const entries = evidence.filter(({ itemId }) => itemId === row.id)
    const granted = waivers.filter(({ itemId }) => itemId === row.id)
    return {
      ...shown(row),
      found: check,
      evidence: entries,
      waivers: granted,
      standing: itemStanding(
        { check, entries: entries.length > 0 ? entries : (byBrand?.get(row.id) ?? []), waivers: granted },
        now,
      ),
    }
  })
}

/** Criteria of which the brand's own newest word is that they are met; past row-level security, nothing else leaves. */
async function shownByBrand(ctx: MemberCtx, place: Place, itemIds: readonly string[]) {
  const newest = await asSystem(ctx, () =>
    ctx.db
      .selectDistinctOn([gateEvidence.itemId], {
        itemId: gateEvidence.itemId,
        result: gateEvidence.result,
        at: gateEvidence.createdAt,
      })
      .from(gateEvidence)
      .where(
        and(
          inArray(gateEvidence.itemId, [...itemIds]),
          eq(gateEvidence.orgId, place.orgId),
          isNull(gateEvidence.partnerOrgId),
        ),
      )
      .orderBy(gateEvidence.itemId, desc(gateEvidence.createdAt), desc(gateEvidence.id)),
  )
  const met = newest.filter(({ result }) => result === 'met')
  return new Map(met.map(({ itemId, result, at }) => [itemId, [{ lane: null, result, at }]] as const))
}

const shown = ({ id, gateId, code, part, text, metric, threshold, evidence, side, role, ...rest }: GateItemRow) => ({
  id,
  gateId,
  code,
  part,
  text,
  metric,
  threshold,
  kind: evidence,
  side,
  role,
  mandatory: rest.mandatory,
  waivable: rest.waivable,
  waiverRole: rest.waiverRole,
  check: rest.check,
  version: rest.version,
})
export type ReadItem = Awaited<ReturnType<typeof readItems>>[number]
