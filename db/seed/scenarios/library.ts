import { eq } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { addExchangeRate } from '@/server/domains/parts/commands/add-exchange-rate'
import { applySheet } from '@/server/domains/parts/commands/apply-sheet'
import { addManufacturerPart, rejectManufacturerPart } from '@/server/domains/parts/commands/manufacturer-parts'
import { sheetFields, type SheetCells } from '@/server/domains/parts/exchange/sheet-fields'
import { planFor } from '@/server/domains/parts/queries/propose-sheet'
import { partNumberKey } from '@/server/domains/parts/rules/part-keys'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'
import { backdate, type Stage } from '../stage'
import { factoryLibrary, brandLibrary, type Kept } from './library-parts'
import type { Actors } from './people'

/** What both sides know of parts before they meet: each its own numbers, makers, suppliers and prices. */
export async function keepLibraries(stage: Stage, { maya, daniel, wang }: Pick<Actors, 'maya' | 'daniel' | 'wang'>) {
  await bringIn(stage, daniel, 24 * 16, brandLibrary)
  await bringIn(stage, wang, 24 * 14, factoryLibrary)
  await stage.as(daniel, 24 * 10, async (ctx) => {
    const partId = await partOf(ctx, 'WL-10-0003')
    const { manufacturerPartId } = await addManufacturerPart(ctx, {
      partId,
      manufacturerPart: {
        ...{ mpn: 'GRM21BR61C106KE15K', manufacturer: 'Murata', package: '0805', lifecycle: 'active' },
        ...{ lastTimeBuy: null, msl: '1', rohs: 'compliant', reach: 'compliant', datasheet: '' },
      },
      effectiveFrom: null,
      attachmentIds: [],
      approve: false,
    })
    await rejectManufacturerPart(ctx, {
      ...{ manufacturerPartId, version: 1 },
      reason: { en: 'Thicker by 0.2 mm: touches the shield can.', zh: '厚度多 0.2 mm，会顶到屏蔽罩。' },
    })
  })
  const rate = (base: 'USD' | 'EUR', to: 'CNY' | 'USD', value: string, days: number, source: string) => {
    const day = stage
      .hoursAgo(24 * days)
      .toISOString()
      .slice(0, 10)
    return { base, quote: to, rate: value, day, source }
  }
  for (const each of [
    rate('USD', 'CNY', '7.1385', 32, 'Bank of China, middle rate'),
    rate('USD', 'CNY', '7.1206', 4, 'Bank of China, middle rate'),
    rate('EUR', 'USD', '1.0842', 4, 'ECB reference rate'),
  ])
    await stage.as(maya, 24 * 3, (ctx) => addExchangeRate(ctx, each))
  const usual = rate('USD', 'CNY', '7.12', 6, '中国银行折算价')
  await stage.as(wang, 24 * 5, (ctx) => addExchangeRate(ctx, usual))
}

/** A library as it would come in by a sheet. */
async function bringIn(stage: Stage, actor: MemberActor, hours: number, kept: readonly Kept[]): Promise<void> {
  const day = (days: number) =>
    stage
      .hoursAgo(-24 * days)
      .toISOString()
      .slice(0, 10)
  const rows = kept
    .flatMap((each) => cellsOf(each, day))
    .map((cells, at) => ({ row: at + 2, cells: Object.fromEntries(Object.entries(cells).filter(([, text]) => text)) }))
  await stage.as(actor, hours, async (ctx) => {
    const read = rows.map((row) => ({ ...row, problem: null }))
    const { digest, plan } = await planFor(ctx, read, sheetFields)
    const wrong = plan.results.find(({ problem }) => problem !== null)
    if (wrong) throw new Error(`row ${wrong.row} of the library: ${wrong.problem?.code ?? ''}`)
    await applySheet(ctx, { rows, fields: [...sheetFields], digest })
  })
  const { orgId } = actor.member
  await backdate(stage, hours, [
    [parts, eq(parts.orgId, orgId)],
    [manufacturerParts, eq(manufacturerParts.orgId, orgId)],
    [supplierParts, eq(supplierParts.orgId, orgId)],
  ])
}

/** One row per offer below its maker's part, as an export writes them. Days are told from today on. */
function cellsOf({ part, makers, offers = [] }: Kept, day: (days: number) => string): SheetCells[] {
  const days = (cells: SheetCells & { ltb?: number; until?: number }): SheetCells => {
    const { ltb, until, ...rest } = cells
    return {
      ...rest,
      ...(ltb !== undefined && { makerLastTimeBuy: day(ltb) }),
      ...(until !== undefined && { validUntil: day(until) }),
    }
  }
  const rows = makers.flatMap(({ offers: sold = [], ...maker }) =>
    (sold.length > 0 ? sold : [{}]).map((offer) => ({ ...part, ...days(maker), ...days(offer) })),
  )
  const loose = offers.map((offer) => ({ ...part, ...days(offer) }))
  return rows.length + loose.length > 0 ? [...rows, ...loose] : [part]
}

async function partOf({ db, actor }: MemberCtx, number: string): Promise<string> {
  const found = await db
    .select({ id: parts.id, orgId: parts.orgId })
    .from(parts)
    .where(eq(parts.numberKey, partNumberKey(number)))
  const part = found.find(({ orgId }) => orgId === actor.member.orgId)
  if (!part) throw new Error(`${number} is not in the library`)
  return part.id
}
