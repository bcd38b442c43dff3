import { and, eq } from 'drizzle-orm'
import { gates } from '@/db/schema/gates'
import { users } from '@/db/schema/people'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { ProductGates } from '../inputs'
import { gatedPhases } from '../rules/criterion'
import { blocking, conditions, isLapsed, type GateBrief } from '../rules/standing'
import { requireGates, type GateAccess, type GateRow } from './access'
import { readItems } from './items'
import type { Viewer } from './system-checks'

export const viewerOf = ({ actor }: MemberCtx, { side }: Pick<GateAccess, 'side'>): Viewer =>
  side === 'brand' ? { side } : { side, orgId: actor.member.orgId }

/**
 * The gates of a product in the order of its phases, empty before they are planned: state, how many criteria there are
 * and are cleared, and when the first condition ends. A factory counts the criteria of its side.
 */
export async function listGates(ctx: MemberCtx, { productId }: ProductGates) {
  const access = await requireGates(ctx, productId)
  const rows = await ctx.db
    .select({ gate: gates, risk: { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh } })
    .from(gates)
    .leftJoin(users, eq(users.id, gates.riskAcceptedBy))
    .where(and(eq(gates.productId, productId), eq(gates.orgId, access.orgId)))
  const items = await readItems(
    ctx,
    access,
    rows.map(({ gate }) => gate),
    viewerOf(ctx, access),
  )
  const lapsed = await findLapsed(
    ctx,
    access,
    rows.map(({ gate }) => gate),
  )
  const listed = gatedPhases.flatMap((phase) => {
    const row = rows.find(({ gate }) => gate.phase === phase)
    if (!row) return []
    const { gate } = row
    const own = items.filter(({ gateId }) => gateId === gate.id)
    const mandatory = own.filter((item) => item.mandatory)
    const open = blocking(own)
    const ends = conditions(own).flatMap(({ waivers }) =>
      waivers.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ expiresAt }) => expiresAt),
    )
    const [first] = ends.toSorted((a, b) => a.getTime() - b.getTime())
    return [
      {
        ...briefOf(gate, own),
        id: gate.id,
        total: mandatory.length,
        cleared: mandatory.length - open.length,
        lapsed: lapsed.has(gate.id),
        /** When the first waiver that the gate rests on ends. */
        conditionsEnd: first ?? null,
        atRisk: gate.riskAcceptedBy !== null,
      },
    ]
  })
  return {
    gates: listed,
    access: { side: access.side, edit: access.edit, give: access.give, risk: access.risk },
  }
}
export type GateList = Awaited<ReturnType<typeof listGates>>
export type GateSummary = GateList['gates'][number]

type Counted = Parameters<typeof blocking>[0]
const briefOf = ({ phase, state }: Pick<GateRow, 'phase' | 'state'>, items: Counted): GateBrief => ({
  phase,
  state,
  entryOpen: blocking(items, 'entry').length,
  open: blocking(items).length,
})

/**
 * Gates passed on a condition that ended unmet. A state is the same for everyone, so it is judged on all criteria and
 * evidence, past row-level security, also where the reader sees a part of them.
 */
export async function findLapsed(
  ctx: MemberCtx,
  place: Pick<GateRow, 'orgId' | 'productId'>,
  of: readonly GateRow[],
): Promise<ReadonlySet<string>> {
  const conditional = of.filter(({ state }) => state === 'conditional')
  const items = await asSystem(ctx, () => readItems(ctx, place, conditional, { side: 'brand' }))
  const lapsed = conditional.filter(({ id, state }) =>
    isLapsed({ state, open: blocking(items.filter(({ gateId }) => gateId === id)).length }),
  )
  return new Set(lapsed.map(({ id }) => id))
}

/** Every gate of a product in short, as the brand sees it. Access is proven by the caller. */
export async function readBriefs(ctx: MemberCtx, place: Pick<GateRow, 'orgId' | 'productId'>): Promise<GateBrief[]> {
  const rows = await ctx.db
    .select()
    .from(gates)
    .where(and(eq(gates.productId, place.productId), eq(gates.orgId, place.orgId)))
  const items = await readItems(ctx, place, rows, { side: 'brand' })
  return rows.map((gate) =>
    briefOf(
      gate,
      items.filter(({ gateId }) => gateId === gate.id),
    ),
  )
}
