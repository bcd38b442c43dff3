import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { alternateStates, complianceStates, partLifecycles } from '../lifecycle'
import type { ManufacturerPartRow, PartRow, SupplierPartRow } from '../queries/access'
import { sortedBreaks } from '../rules/check-breaks'
import { currencies } from '../rules/currencies'
import { mslLevels, partKinds } from '../rules/limits'
import { manufacturerPartKey, partNumberKey, supplierPartKey } from '../rules/part-keys'
import { planSheet, type Library } from './plan-sheet'
import { readPartSheet } from './read-sheet'
import { partsCsv, partsXlsx, type ExportedPart } from './xlsx'

const now = new Date('2026-03-31T00:00:00Z')
const stamped = { version: 1, createdAt: now, updatedAt: now }
const declared = {
  package: '0402',
  lifecycle: 'active' as const,
  lastTimeBuy: null,
  msl: '1',
  rohs: 'compliant' as const,
  reach: 'unknown' as const,
  datasheet: '',
}
const partRow = (number: string, more: Partial<PartRow> = {}): PartRow => ({
  ...declared,
  id: `prt_${number}`,
  orgId: 'org',
  number,
  numberKey: partNumberKey(number),
  name: bilingual('en', 'Capacitor', '电容'),
  description: bilingual('en', ''),
  kind: 'capacitor',
  value: '100nF',
  uom: '',
  attritionPct: '0.5000',
  attritionExtra: null,
  note: '',
  searchText: '',
  archivedAt: null,
  createdBy: null,
  ...stamped,
  ...more,
})
const sourceRow = (part: PartRow, mpn: string, more: Partial<ManufacturerPartRow> = {}): ManufacturerPartRow => ({
  ...declared,
  id: `mfp_${part.id}_${mpn}`,
  orgId: 'org',
  partId: part.id,
  mpn,
  manufacturer: 'Murata',
  key: manufacturerPartKey(mpn, more.manufacturer ?? 'Murata'),
  rank: 1,
  status: 'approved',
  reason: null,
  decidedBy: null,
  decidedAt: null,
  effectiveFrom: null,
  attachmentIds: [],
  ...stamped,
  ...more,
})
const offerRow = (part: PartRow, source: ManufacturerPartRow | null, sku: string): SupplierPartRow => ({
  id: `spt_${part.id}_${sku}`,
  orgId: 'org',
  partId: part.id,
  manufacturerPartId: source?.id ?? null,
  supplier: 'LCSC',
  sku,
  key: supplierPartKey('LCSC', sku),
  url: '',
  currency: 'CNY',
  breaks: [
    { min: '1', micros: '12500' },
    { min: '100', micros: '9800' },
  ],
  moq: '20.000000',
  multiple: null,
  leadTimeDays: 3,
  pricedOn: '2026-03-01',
  validUntil: null,
  ...stamped,
})

const board = partRow('WL-C-0402')
const murata = sourceRow(board, 'GRM155R71C104KA88D')
const library: ExportedPart[] = [{ part: board, sources: [murata], offers: [offerRow(board, murata, 'C71629')] }]
const stored = (exported: readonly ExportedPart[]): Library => ({
  parts: exported.map(({ part }) => part),
  sources: exported.flatMap(({ sources }) => sources),
  offers: exported.flatMap(({ offers }) => offers),
})

async function planFile(bytes: Uint8Array, against: readonly ExportedPart[] = library, mayApprove = true) {
  const { sheets } = await readWorkbook(bytes)
  const sheet = readPartSheet(sheets)
  if (!sheet) throw new Error('no table')
  return planSheet(sheet.rows, stored(against), { fields: sheet.fields, mayApprove })
}
const planText = (text: string, against?: readonly ExportedPart[], mayApprove?: boolean) =>
  planFile(new TextEncoder().encode(text), against, mayApprove)
const outcome = (plan: Awaited<ReturnType<typeof planFile>>) =>
  plan.results.map(({ row, result, problem }) => [row, problem?.code ?? result])

describe('an export that comes back', () => {
  test.each([
    ['workbook', partsXlsx],
    ['CSV', partsCsv],
  ])('as a %s says nothing new', async (_, write) => {
    expect(outcome(await planFile(write(library, { prices: true })))).toEqual([[2, 'unchanged']])
    expect(outcome(await planFile(write(library, { prices: false })))).toEqual([[2, 'unchanged']])
  })

  const word = fc
    .string({ unit: fc.constantFrom(...Array.from('abXY09-/ 电容Ω+=@')), maxLength: 12 })
    .map((text) => text.trim())
  const number = fc.string({ unit: fc.constantFrom(...Array.from('ABC0123-')), minLength: 1, maxLength: 8 })
  const day = fc.constantFrom(null, '2026-01-31', '2027-12-01')
  const facts = fc.record({
    package: word,
    lifecycle: fc.constantFrom(...partLifecycles),
    lastTimeBuy: day,
    msl: fc.constantFrom(...mslLevels),
    rohs: fc.constantFrom(...complianceStates),
    reach: fc.constantFrom(...complianceStates),
    datasheet: fc.constantFrom('', 'https://example.com/a b.pdf'.replace(' ', '%20')),
  })
  const entry = fc
    .record({ number, kind: fc.constantFrom(...partKinds), note: word, zh: word, facts })
    .chain((given) =>
      fc.record({
        given: fc.constant(given),
        sources: fc.uniqueArray(fc.record({ mpn: number, status: fc.constantFrom(...alternateStates), facts }), {
          selector: ({ mpn }) => manufacturerPartKey(mpn, 'Murata'),
          maxLength: 3,
        }),
        skus: fc.uniqueArray(
          fc.record({
            sku: number,
            currency: fc.constantFrom(...currencies),
            micros: fc.bigInt({ min: 1n, max: 10n ** 9n }),
          }),
          { selector: ({ sku }) => supplierPartKey('LCSC', sku), maxLength: 3 },
        ),
      }),
    )
    .filter(({ given }) => partNumberKey(given.number) !== '')
  const libraries = fc.uniqueArray(entry, { selector: ({ given }) => partNumberKey(given.number), maxLength: 6 })

  test('is the same whatever stands in the library', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(libraries, async (entries) => {
        const exported = entries.map(({ given, sources, skus }): ExportedPart => {
          const part = partRow(given.number, {
            ...given.facts,
            kind: given.kind,
            note: given.note,
            name: bilingual('en', 'Part', given.zh),
          })
          const makers = sources
            .filter(({ mpn }) => partNumberKey(mpn) !== '')
            .map(({ mpn, status, facts: said }) => sourceRow(part, mpn, { ...said, status }))
          const offers = skus
            .filter(({ sku }) => partNumberKey(sku) !== '')
            .map(({ sku, currency, micros }, at) => ({
              ...offerRow(part, makers[at] ?? null, sku),
              currency,
              breaks: sortedBreaks([{ min: '1', micros: micros.toString() }]),
            }))
          return { part, sources: makers, offers }
        })
        if (exported.length === 0) return
        for (const write of [partsXlsx, partsCsv]) {
          const plan = await planFile(write(exported, { prices: true }), exported)
          expect(plan.results.filter(({ result }) => result !== 'unchanged')).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })

  test('runs no formula in a spreadsheet', () => {
    const evil = partRow('A1', { note: '=HYPERLINK("http://x")' })
    const text = partsCsv([{ part: evil, sources: [], offers: [] }], { prices: true }).toString()
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
  })
})

describe('rows', () => {
  const head = '料号,名称,制造商料号,制造商,供应商,供应商料号,币种,单价,认可状态\n'
  test('are new, changed, unchanged or wrong, each with its number', async () => {
    const plan = await planText(
      [
        'Part number,Name,MPN,Manufacturer,Supplier,SKU,Currency,Price,Kind',
        'WL-C-0402,Capacitor,GRM155R71C104KA88D,村田,LCSC,C71629,CNY,0.02,capacitor',
        'WL-R-10K,Resistor,,,,,,,resistor',
        ',Nobody,,,,,,,',
        'WL-X,,,,,,,,',
        'WL-Y,Y,,YAGEO,,,,,',
        'WL-Z,Z,,,LCSC,,,,',
        'WL-W,W,,,LCSC,C1,,0.5,',
        'WL-V,V,,,LCSC,C1,USD,cheap,',
        'WL-U,U,,,,,,,nonsense',
      ].join('\n'),
    )
    expect(outcome(plan)).toEqual([
      [2, 'changed'],
      [3, 'new'],
      [4, 'numberMissing'],
      [5, 'nameMissing'],
      [6, 'mpnMissing'],
      [7, 'skuMissing'],
      [8, 'currencyMissing'],
      [9, 'priceUnknown'],
      [10, 'valueUnknown'],
    ])
    expect(plan.results[0]?.changes).toEqual([{ field: 'breaks', from: '1: 0.0125; 100: 0.0098', to: '1: 0.02' }])
  })
  test('of one part belong together', async () => {
    const rows = [
      'N1,阻,RC0402,国巨,LCSC,C1,CNY,1:0.1,',
      'N1,,RC0402,YAGEO,LCSC,C1,CNY,1:0.1,',
      'N1,,RC0402,,立创,C2,CNY,1:0.2,',
      'N1,别名,,,,,,,',
      'n-1,,,,,,,,',
    ]
    const plan = await planText(head + rows.join('\n'), [])
    expect(outcome(plan)).toEqual([
      [2, 'new'],
      [3, 'offerTwice'],
      [4, 'new'],
      [5, 'differsAbove'],
      [6, 'unchanged'],
    ])
    expect(plan.parts).toHaveLength(1)
    expect([plan.parts[0]?.sources.size, plan.parts[0]?.offers.size]).toEqual([1, 2])
  })
  test('of a new part that could not be read are refused with it', async () => {
    const plan = await planText(`${head}N1,,RC0402,YAGEO,,,,,\nN1,阻,RC0402,YAGEO,,,,,`, [])
    expect(outcome(plan)).toEqual([
      [2, 'nameMissing'],
      [3, 'partRefused'],
    ])
  })
  test('approve only where the person may, and never refuse', async () => {
    const asked = (status: string, may: boolean) => planText(`${head}N1,阻,RC0402,YAGEO,,,,,${status}`, [], may)
    expect(outcome(await asked('已认可', true))).toEqual([[2, 'new']])
    expect(outcome(await asked('Approved', false))).toEqual([[2, 'approvalNeeded']])
    expect(outcome(await asked('Rejected 不认可', true))).toEqual([[2, 'decideOnPage']])
    expect(outcome(await asked('', false))).toEqual([[2, 'new']])
  })
  test('read GB18030, and a part that was put away stays away', async () => {
    // 料号,名称 / N1,电阻 in GB18030.
    const bytes = Uint8Array.from([
      0xc1, 0xcf, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x4e, 0x31, 0x2c, 0xb5, 0xe7, 0xd7, 0xe8, 0x0a,
    ])
    const fresh = await planFile(bytes, [])
    expect(fresh.parts[0]?.cells.nameZh).toBe('电阻')
    const archived: ExportedPart = { part: partRow('N1', { archivedAt: now }), sources: [], offers: [] }
    expect(outcome(await planFile(bytes, [archived]))).toEqual([[2, 'archived']])
  })
  test('without a column of part numbers are no table', async () => {
    const { sheets } = await readWorkbook(new TextEncoder().encode('a,b\n1,2\n'))
    expect(readPartSheet(sheets)).toBeNull()
  })
})
