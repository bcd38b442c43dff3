import { and, desc, eq, like } from 'drizzle-orm'
import { bomConsignments, bomLines, boms } from '@/db/schema/boms'
import { receiveConsignment } from '@/server/domains/boms/commands/receive-consignment'
import { saveCost } from '@/server/domains/boms/commands/save-cost'
import { setSupply } from '@/server/domains/boms/commands/set-supply'
import { shipConsignment } from '@/server/domains/boms/commands/ship-consignment'
import { asSystem } from '@/server/platform/context'
import { backdate, type Stage } from '../stage'
import type { Actors, Orgs } from './people'

/** What the brand brings itself: it has CO₂ sensors from the maker's programme, and cells it bought for the DVT build. */
const brought = { board: 'SCD41', housing: 'LY-201-0014' } as const

type Scene = Readonly<{ actors: Actors; orgIds: Orgs; boms: Readonly<Record<keyof typeof brought, string>> }>

/**
 * The cost of a thousand main boards is kept; then the brand decides to bring its own CO₂ sensors, which shows as what
 * changed since.
 */
export async function chooseSupply(stage: Stage, { actors: { daniel }, boms: made }: Omit<Scene, 'orgIds'>) {
  const board = await lineOf(stage, made.board, brought.board)
  const build = { revisionId: board.revisionId, quantity: '1000', variant: null }
  await stage.as(daniel, 24 * 5 + 8, (ctx) => saveCost(ctx, { ...build, currency: 'USD' }))
  for (const [key, hours] of [
    ['board', 24 * 5 + 7],
    ['housing', 24 * 5 + 6],
  ] as const) {
    const { id, version, revisionId } = await lineOf(stage, made[key], brought[key])
    await stage.as(daniel, hours, (ctx) =>
      setSupply(ctx, { revisionId, lines: [{ lineId: id, version }], supply: 'brand' }),
    )
  }
}

/** For the DVT build: two sensors less than sent are counted at the factory, and the cells are still on their way. */
export async function sendParts(stage: Stage, { actors: { daniel, zhao }, orgIds: { lanyu }, boms: made }: Scene) {
  const dayOf = (hours: number) => stage.hoursAgo(hours).toISOString().slice(0, 10)
  const send = async (
    key: keyof typeof brought,
    hours: number,
    shipped: Readonly<{ quantity: string; carrier: string; tracking: string }>,
  ) => {
    const line = await lineOf(stage, made[key], brought[key])
    const { consignmentId } = await stage.as(daniel, hours, (ctx) =>
      shipConsignment(ctx, {
        ...{ bomId: made[key], lineKey: line.key, partnerOrgId: lanyu, shippedOn: dayOf(hours), note: '' },
        ...shipped,
      }),
    )
    await backdate(stage, hours, [[bomConsignments, eq(bomConsignments.id, consignmentId)]])
    return consignmentId
  }
  const sensors = await send('board', 24 * 5, { quantity: '65', carrier: 'DHL', tracking: 'JD014600006281374' })
  await stage.as(zhao, 24 * 2, (ctx) =>
    receiveConsignment(ctx, {
      consignmentId: sensors,
      version: 1,
      receivedQuantity: '58',
      receivedOn: dayOf(24 * 2),
    }),
  )
  await send('housing', 30, { quantity: '130', carrier: 'SF Express', tracking: 'SF1402238804417' })
}

/** The line of the newest revision that a text is found in. */
function lineOf(stage: Stage, bomId: string, has: string) {
  return asSystem(stage.ctx, async () => {
    const [line] = await stage.ctx.db
      .select({ id: bomLines.id, key: bomLines.key, version: bomLines.version, revisionId: bomLines.revisionId })
      .from(bomLines)
      .innerJoin(boms, and(eq(boms.id, bomLines.bomId), eq(boms.currentRevisionId, bomLines.revisionId)))
      .where(and(eq(bomLines.bomId, bomId), like(bomLines.searchText, `%${has.toLowerCase()}%`)))
      .orderBy(desc(bomLines.position))
      .limit(1)
    if (!line) throw new Error(`no line of the demo has ${has}`)
    return line
  })
}
