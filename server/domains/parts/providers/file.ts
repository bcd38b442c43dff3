import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readWorkbookApart } from '@/server/platform/workbooks/read-apart'
import { offerOf, sourceOf } from '../exchange/cells'
import { readPartSheet } from '../exchange/read-sheet'
import { offerSheetFields, sourceSheetFields, type SheetCells } from '../exchange/sheet-fields'
import { complianceStates, partLifecycles } from '../lifecycle'
import { currencies } from '../rules/currencies'
import { grouped } from '../rules/grouped'
import { mslLevels } from '../rules/limits'
import { manufacturerPartKey } from '../rules/part-keys'
import { ProviderFailure, type PartFacts, type PartsProvider } from './provider'
import { breaksOf, said } from './reading'

const name = 'File'
const most = 20_000_000

const factsFile = z.array(
  z.object({
    mpn: z.string(),
    manufacturer: z.string().default(''),
    description: z.string().optional(),
    package: z.string().optional(),
    lifecycle: z.enum(partLifecycles).optional(),
    lastTimeBuy: z.iso.date().optional(),
    msl: z.enum(mslLevels).optional(),
    rohs: z.enum(complianceStates).optional(),
    reach: z.enum(complianceStates).optional(),
    datasheet: z.string().optional(),
    offers: z
      .array(
        z.object({
          supplier: z.string(),
          sku: z.string(),
          url: z.string().default(''),
          currency: z.enum(currencies),
          /** Quantity and price of a piece, as numbers are written: `[["1", "0.0125"]]`. */
          breaks: z.array(z.tuple([z.string(), z.string()])).default([]),
          moq: z.string().nullable().default(null),
          multiple: z.string().nullable().default(null),
          leadTimeDays: z.number().int().nullable().default(null),
        }),
      )
      .default([]),
  }),
)

/**
 * Parts data out of a file that somebody keeps: JSON, or the same table as an export of the library. Works without any
 * network; the file is read for every question, so that a newer one counts at once.
 */
export const fileProvider = (path: string): PartsProvider => ({
  name,
  find: async (mpn, manufacturer) => {
    const facts = await readFacts(path).catch((error: unknown) => {
      throw error instanceof ProviderFailure ? error : new ProviderFailure(name, 'unusable')
    })
    const wanted = manufacturerPartKey(mpn, manufacturer)
    const keyed = facts.map((each) => ({ each, key: manufacturerPartKey(each.mpn, each.manufacturer) }))
    const exact = keyed.filter(({ key }) => key === wanted)
    const alike = keyed.filter(({ key }) => key.split('|')[0] === wanted.split('|')[0])
    return (exact.length > 0 ? exact : alike).map(({ each }) => each)
  },
})

async function readFacts(path: string): Promise<readonly PartFacts[]> {
  const bytes = await readFile(path).catch(() => {
    throw new ProviderFailure(name, 'unreachable')
  })
  if (bytes.length > most) throw new ProviderFailure(name, 'unusable')
  if (/^\uFEFF?\s*\[/.test(bytes.subarray(0, 200).toString('utf8'))) {
    const rows = factsFile.parse(JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')))
    return rows.map(({ offers, ...facts }) => ({
      ...said(facts),
      offers: offers.map(({ breaks, ...offer }) => ({
        ...offer,
        breaks: breaksOf(breaks.map(([min, price]) => ({ min, price }))),
      })),
    }))
  }
  const sheet = readPartSheet((await readWorkbookApart(bytes)).sheets)
  if (!sheet) throw new ProviderFailure(name, 'unusable')
  const byPart = grouped(
    sheet.rows.filter(({ cells, problem }) => problem === null && (cells.mpn ?? '') !== ''),
    ({ cells }) => manufacturerPartKey(cells.mpn ?? '', cells.manufacturer ?? ''),
  )
  return [...byPart.values()].flatMap((rows) => {
    const [first] = rows
    return first
      ? [
          factsOf(
            first.cells,
            rows.map(({ cells }) => cells),
          ),
        ]
      : []
  })
}

function factsOf(first: SheetCells, rows: readonly SheetCells[]): PartFacts {
  const { status: _, effectiveFrom: _from, lastTimeBuy, msl, ...source } = sourceOf(whole(first, sourceSheetFields))
  return {
    ...said({
      ...source,
      ...(lastTimeBuy !== null && { lastTimeBuy }),
      ...(msl !== '' && { msl }),
    }),
    mpn: source.mpn,
    manufacturer: source.manufacturer,
    offers: rows.flatMap((cells) => {
      if ((cells.supplier ?? '') === '' || (cells.sku ?? '') === '') return []
      const { pricedOn: _priced, validUntil: _valid, ...offer } = offerOf(whole(cells, offerSheetFields))
      return [offer]
    }),
  }
}

const whole = <F extends string>(
  cells: Readonly<Partial<Record<F, string>>>,
  fields: readonly F[],
): Record<F, string> => Object.fromEntries(fields.map((field) => [field, cells[field] ?? ''])) as Record<F, string>
