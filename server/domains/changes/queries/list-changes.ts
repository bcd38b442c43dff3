import { and, desc, eq, inArray } from 'drizzle-orm'
import { changeDispositions, changeImpacts, changeSignatures, changes } from '@/db/schema/changes'
import { orgs } from '@/db/schema/orgs'
import type { MemberCtx } from '@/server/platform/context'
import type { ListChanges } from '../inputs'
import { isOpenChange } from '../lifecycle'
import { changeCode, paperOf } from '../rules/label'
import { partyTo, requireChanges, type ChangeRow } from './access'
import { changeHash, readDispositions } from './content'
import { standingOf } from './standing'

const most = 300

/**
 * Changes of a product that the reader is party to, newest first: what they are called where they stand, and whose move
 * it is. `mine` are those that wait for the reader's side.
 */
export async function listChanges(ctx: MemberCtx, { productId, filter }: ListChanges) {
  const access = await requireChanges(ctx, productId)
  const rows = await ctx.db
    .select({ change: changes, factory: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh } })
    .from(changes)
    .leftJoin(orgs, eq(orgs.id, changes.partnerOrgId))
    .where(and(eq(changes.productId, productId), eq(changes.orgId, access.orgId), partyTo(ctx.actor)))
    .orderBy(desc(changes.ordinal))
    .limit(most)
  const courts = await courtsOf(
    ctx,
    rows.map(({ change }) => change).filter(({ state }) => isOpenChange(state)),
  )
  const all = rows.map(({ change, factory }) => ({
    id: change.id,
    code: changeCode(change),
    paper: paperOf(change),
    state: change.state,
    changeClass: change.changeClass,
    kind: change.kind,
    reasonCode: change.reasonCode,
    title: change.title,
    emergency: change.emergency,
    dueAt: change.dueAt,
    bomId: change.bomId,
    factory: change.partnerOrgId === null ? null : factory,
    updatedAt: change.updatedAt,
    court: courts.get(change.id) ?? [],
  }))
  const shown = {
    open: all.filter(({ state }) => isOpenChange(state)),
    mine: all.filter(({ court }) => court.includes(access.side)),
    done: all.filter(({ state }) => !isOpenChange(state)),
    all,
  }
  return {
    side: access.side,
    mayRaise: access.write,
    counts: {
      open: shown.open.length,
      mine: shown.mine.length,
      done: shown.done.length,
      all: all.length,
    },
    changes: shown[filter],
  }
}
export type ChangeList = Awaited<ReturnType<typeof listChanges>>
export type ChangeSummary = ChangeList['changes'][number]

/** Whose move each of these changes is. Hashes are worked out only where something is signed against them. */
async function courtsOf(ctx: MemberCtx, open: readonly ChangeRow[]) {
  const ids = open.map(({ id }) => id)
  if (ids.length === 0) return new Map<string, ReturnType<typeof standingOf>['court']>()
  const impacts = await ctx.db.select().from(changeImpacts).where(inArray(changeImpacts.changeId, ids))
  const signatures = await ctx.db.select().from(changeSignatures).where(inArray(changeSignatures.changeId, ids))
  const planned = await ctx.db
    .selectDistinct({ changeId: changeDispositions.changeId })
    .from(changeDispositions)
    .where(inArray(changeDispositions.changeId, ids))
  const courts = new Map<string, ReturnType<typeof standingOf>['court']>()
  for (const change of open) {
    const own = <T extends { changeId: string }>(of: readonly T[]) =>
      of.filter(({ changeId }) => changeId === change.id)
    const { court } = standingOf(change, {
      impacts: own(impacts),
      signatures: own(signatures),
      dispositions:
        change.state === 'approved' && own(planned).length > 0 ? await readDispositions(ctx, change.id) : [],
      hash: change.state === 'pendingApproval' ? await changeHash(ctx, change) : '',
    })
    courts.set(change.id, court)
  }
  return courts
}
