import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildXls } from '@/server/platform/workbooks/fixtures/build-xls'
import { buildOds, buildXlsx } from '@/server/platform/workbooks/fixtures/build-xlsx'
import { importBom, type BomImport, type ImportSettings } from './import-bom'
import { inspectImport } from './inspect'

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)))
const TABLE = [
  ['Designator', 'Qty', 'MPN', 'Value'],
  ['R1-R4', 4, 'RC0402FR-0710KL', '10k'],
  ['位号', 1, '电阻', '4.7µF'],
]
const SEEDS = [
  fixture('factory.csv'),
  fixture('kicad-collated.csv'),
  fixture('excel2003.xml'),
  fixture('html-export.xls'),
  fixture('netlist.xml'),
  buildXlsx([{ name: 'BOM', rows: TABLE }]),
  buildXls(TABLE, 60),
  buildOds(TABLE),
]

function isSound(result: BomImport): void {
  expect(result.refused).toBe(result.lines.length === 0)
  if (result.refused) expect(result.messages.some(({ severity }) => severity === 'E')).toBe(true)
  for (const { quantity, refs } of result.lines) {
    if (quantity !== null) expect(quantity).toMatch(/^\d+(\.\d+)?$/)
    expect(refs.length).toBeLessThanOrEqual(10_000)
  }
  expect(JSON.parse(JSON.stringify(inspectImport(result)))).toBeTruthy()
}

test('random bytes are refused, never thrown on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => isSound(await importBom(bytes, 'x'))),
    { numRuns: 300 },
  )
})

test('random text under a real header is read or said', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      'R1-R4',
      'R1-',
      '-',
      '1/0',
      '1e9999',
      '合计',
      'DNP',
      '"',
      ',',
      '\n',
      '(((',
      '０．５',
      '１０Ｋ',
      'R?',
      'C1,2,5',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }), async (rows) => {
      const text = `Item,Designator,Qty,Value,MPN,Footprint\n${rows.map((row) => row.join(',')).join('\n')}`
      isSound(await importBom(new TextEncoder().encode(text), 'x'))
    }),
    { numRuns: 300 },
  )
})

test('damaged files of every format end in lines or a message', async () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.boolean()), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.nat(SEEDS.length - 1), damage, fc.nat(100), async (which, hits, cut) => {
      const bytes = Uint8Array.from(SEEDS[which] ?? [])
      for (const [at, value, isSmall] of hits) bytes[(isSmall ? at % 600 : at) % bytes.length] = value
      isSound(await importBom(cut < 20 ? bytes.subarray(0, Math.floor((bytes.length * cut) / 20)) : bytes, 'x'))
    }),
    { numRuns: 300 },
  )
})

test('settings of any kind never throw', async () => {
  const settings: fc.Arbitrary<ImportSettings> = fc.record(
    {
      delimiter: fc.constantFrom(',', ';', '\t', 'x'),
      sheet: fc.integer({ min: -2, max: 5 }),
      headerRow: fc.integer({ min: -1, max: 40 }),
      headerRows: fc.constantFrom(1 as const, 2 as const),
      columns: fc.dictionary(
        fc.constantFrom('0', '1', '2', '9'),
        fc.constantFrom('refdes', 'qty', 'mpn', 'level', 'parentPn', 'ignore'),
      ),
      answers: fc.record(
        { divideBy: fc.integer({ min: -1, max: 100 }), includeHiddenRows: fc.boolean() },
        { requiredKeys: [] },
      ),
      mergeDuplicates: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(SEEDS.length - 1), settings, async (which, chosen) =>
      isSound(await importBom(SEEDS[which] ?? new Uint8Array(), 'x', chosen)),
    ),
    { numRuns: 200 },
  )
})

test('time grows with the lines, not with their square', async () => {
  const table = (lines: number): Uint8Array =>
    new TextEncoder().encode(
      `Designator,Quantity,Value,Footprint,MPN\n${Array.from({ length: lines }, (_, i) => `R${i},1,10k,R_0402,PART-${i % 997}`).join('\n')}`,
    )
  const time = async (lines: number): Promise<number> => {
    const bytes = table(lines)
    const start = performance.now()
    expect((await importBom(bytes, 'x')).lines.length).toBe(lines)
    return performance.now() - start
  }
  await time(2_000)
  const small = Math.min(await time(4_000), await time(4_000), await time(4_000))
  const large = Math.min(await time(32_000), await time(32_000))
  expect(large / small).toBeLessThan(40)
})
