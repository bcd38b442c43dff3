import { and, eq, inArray } from 'drizzle-orm'
import { bomLines, boms } from '@/db/schema/boms'
import { addAddition } from '@/server/domains/boms/commands/change-additions'
import { addVariant, setFitted } from '@/server/domains/boms/commands/change-variants'
import { setChildBom } from '@/server/domains/boms/commands/set-child-bom'
import { setLoss } from '@/server/domains/boms/commands/set-loss'
import type { MemberCtx } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { Actors } from './people'

type Boms = Readonly<{ board: string; housing: string; assembly: string }>

/** Sold without its air sensors too: these lines are left out then. */
const airOnly = ['SGP41-D-R4', 'SCD41-D-R2', 'EEE-FK0J221XP']

/** The board comes in two builds, and stands with the housing in the device that is sold. */
export async function structureSensor(
  stage: Stage,
  { daniel }: Actors,
  { board, housing, assembly }: Boms,
): Promise<void> {
  await stage.as(daniel, 24 * 5 + 20, async (ctx) => {
    const revisionId = await newest(ctx, board)
    await addVariant(ctx, {
      revisionId,
      version: 1,
      code: 'AIR',
      name: { en: 'Leak & air', zh: '漏水与空气质量版' },
    })
    await addVariant(ctx, { revisionId, version: 2, code: 'LEAK', name: { en: 'Leak only', zh: '仅漏水版' } })
    const lines = await ctx.db
      .select({ lineId: bomLines.id, version: bomLines.version })
      .from(bomLines)
      .where(and(eq(bomLines.revisionId, revisionId), inArray(bomLines.mpn, airOnly)))
    await setFitted(ctx, { revisionId, lines, codes: ['LEAK'], fitted: false })
  })
  await stage.as(daniel, 24 * 5 + 19, async (ctx) => {
    const revisionId = await newest(ctx, assembly)
    for (const [ipn, childBomId] of [
      ['WL-20-PCBA', board],
      ['WL-20-HSG', housing],
    ] as const) {
      const [line] = await ctx.db
        .select({ id: bomLines.id, version: bomLines.version })
        .from(bomLines)
        .where(and(eq(bomLines.revisionId, revisionId), eq(bomLines.ipn, ipn)))
      if (line) await setChildBom(ctx, { lineId: line.id, version: line.version, childBomId })
    }
  })
}

const nothing = { attritionPct: null, attritionExtra: null, packMultiple: null }

/** The factory says what its line loses, and what it takes to build that nobody designed. */
export async function reckonAtFactory(stage: Stage, { wang }: Actors, { board }: Boms): Promise<void> {
  await stage.as(wang, 24 * 4 + 6, async (ctx) => {
    const revisionId = await newest(ctx, board)
    const lines = await ctx.db
      .select({ key: bomLines.key, mpn: bomLines.mpn })
      .from(bomLines)
      .where(
        and(
          eq(bomLines.revisionId, revisionId),
          inArray(bomLines.mpn, ['GRM155R71C104KA88D', 'RC0402FR-0710KL', 'SCD41-D-R2']),
        ),
      )
    for (const { key, mpn } of lines) {
      const sensor = mpn === 'SCD41-D-R2'
      await setLoss(ctx, {
        bomId: board,
        lineKey: key,
        version: 0,
        attritionPct: sensor ? '0.3' : '2.5',
        attritionExtra: sensor ? '2' : '150',
        packMultiple: sensor ? '60' : '10000',
      })
    }
    await addAddition(ctx, {
      bomId: board,
      kind: 'consumable',
      number: 'LY-HC-0031',
      name: { en: 'Solder paste SAC305, type 4', zh: '无铅锡膏 SAC305 4 号粉' },
      quantity: '0.85',
      uom: 'g',
      ...nothing,
      attritionPct: '8',
      note: '',
    })
    await addAddition(ctx, {
      bomId: board,
      kind: 'packaging',
      number: 'LY-BC-0112',
      name: { en: 'ESD blister tray, 20 boards', zh: '防静电吸塑盘，20 片装' },
      quantity: '0.05',
      uom: 'pcs',
      ...nothing,
      attritionPct: '2',
      packMultiple: '50',
      note: '',
    })
  })
}

async function newest(ctx: MemberCtx, bomId: string): Promise<string> {
  const [bom] = await ctx.db.select({ revisionId: boms.currentRevisionId }).from(boms).where(eq(boms.id, bomId))
  if (!bom?.revisionId) throw new Error('the BOM has no revision')
  return bom.revisionId
}
