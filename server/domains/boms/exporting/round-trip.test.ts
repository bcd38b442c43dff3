import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bilingual, languages, type BilingualText } from '@/server/kernel/bilingual'
import { importBom } from '../importing/import-bom'
import type { BomImport } from '../importing/types'
import { sourceColumns } from '../rules/columns'
import { lineRows, type LineRow } from '../storing/line-rows'
import { csvText } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import { gb18030 } from '@/server/platform/workbooks/write-gb18030'
import type { ExportLine } from './columns'
import { outlined } from './outline'
import { exportRecords } from './table'
import { exportWords } from './words'
import { xlsxFile } from '@/server/platform/workbooks/write-xlsx'

/** A line as it is stored and selected again. */
const asSelected = (row: LineRow): ExportLine => ({
  ...row,
  parentPosition: row.parent_position,
  lineNo: row.line_no,
  excludeFromBom: row.exclude_from_bom,
  suppliedBy: row.supplied_by,
  attritionPct: row.attrition_pct,
  attritionExtra: row.attrition_extra,
  packMultiple: row.pack_multiple,
  notFitted: row.not_fitted.texts,
  supplierPart: row.supplier_part,
  unitPriceMicros: row.unit_price_micros === null ? null : BigInt(row.unit_price_micros),
  unitPriceCurrency: row.unit_price_currency,
})

function stored(bom: BomImport): LineRow[] {
  const columns = sourceColumns(bom.detected.columns, function* (letter) {
    for (const { raw } of bom.lines) yield raw[letter]
  })
  return lineRows(bom.lines, bom.messages, columns)
}

/** What makes a BOM the same BOM: everything but where it stood in a file. */
const canonical = (rows: readonly LineRow[]) =>
  rows.map(({ source_row: _row, raw: _raw, flags: _flags, search_text: _text, ...rest }) => rest)

const parts = fc.record({
  depth: fc.nat(3),
  prefix: fc.constantFrom('R', 'C', 'U', 'D', 'L', 'J'),
  count: fc.integer({ min: 1, max: 6 }),
  gap: fc.integer({ min: 1, max: 3 }),
  ipn: fc.constantFrom('', '', '10-00017', '物料-3'),
  mpn: fc.constantFrom(
    'RC0402FR-0710KL',
    'GRM155R71C104KA88D',
    'LM358DR/NOPB',
    '19-217/R6C-AL1M2VY/3T',
    'CL10A106MQ8NNNC',
    '',
  ),
  manufacturer: fc.constantFrom('YAGEO', 'Murata', '国巨', 'TI/Texas Instruments', ''),
  value: fc.constantFrom('10k', '100nF', '4k7', 'nRF52832', '±5V', ''),
  footprint: fc.constantFrom('R_0402_1005Metric', '0402', 'QFN-48', 'SOT-23'),
  description: fc.constantFrom(
    'Resistor "10k", 1%',
    '贴片电阻 10K ±1% 0402',
    '=HYPERLINK("x")',
    '+5V rail',
    "it's",
    '-40…85 °C',
    'a; b, c',
    'ＡＢＣ 全角 １０Ｋ',
  ),
  note: fc.constantFrom('', '@home', 'see\nsecond line', '关键件', '=1+1', '-', 'a, "b"'),
  dnp: fc.boolean(),
  price: fc.constantFrom('', '0.0125', '1.95', '120', '0.5 CNY'),
  colour: fc.constantFrom('', 'red', '1', '@x'),
  section: fc.constantFrom('', '', '', 'SMT', '插件料', 'Packaging'),
  attrition: fc.constantFrom('', '0.5%', '3%', '0.25%', '1.2345 %', '12%'),
  extra: fc.constantFrom('', '50', '2.5', '0'),
  pack: fc.constantFrom('', '100', '5000'),
  sourcing: fc.constantFrom('', '客供', 'Turnkey', '自制', 'consigned', '虚拟件'),
  type: fc.constantFrom('', '虚拟件', '选配', 'consumable', '标准件', 'something else'),
  variants: fc.constantFrom('', '', '+868', '-433', '-868 -915', '+433,+915', 'DNF'),
  alternates: fc.array(
    fc.record({
      mpn: fc.constantFrom('ALT-1001', 'ALT-2002/NOPB', '74LVC1G07GV,125', 'ZZ 9-X(K)'),
      manufacturer: fc.constantFrom('', 'Vishay', '厚声', 'DIODES(美台)'),
    }),
    { maxLength: 3 },
  ),
})
type Part = typeof parts extends fc.Arbitrary<infer T> ? T : never

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
function fileOf(lines: readonly Part[]): string {
  let next = 1
  let depth = 0
  const rows = lines.flatMap((line) => {
    const refs = Array.from({ length: line.count }, () => `${line.prefix}${(next += line.gap)}`)
    depth = Math.min(line.depth, depth) + 1
    const cells = [
      String(depth),
      refs.join(','),
      String(line.count),
      line.mpn,
      line.manufacturer,
      line.value,
      line.footprint,
      line.description,
      line.dnp ? 'DNP' : '',
      line.price,
      line.note,
      line.colour,
      line.ipn,
      line.attrition,
      line.extra,
      line.pack,
      line.sourcing,
      line.type,
      line.variants,
      ...[0, 1, 2].flatMap((n) => [line.alternates[n]?.mpn ?? '', line.alternates[n]?.manufacturer ?? '']),
    ]
    const marks = line.section === '' ? [] : [[line.section, ...Array.from({ length: cells.length - 1 }, () => '')]]
    return [...marks, cells]
  })
  const header = [
    'Level',
    'Designator',
    'Quantity',
    'MPN',
    'Manufacturer',
    'Value',
    'Footprint',
    'Description',
    'DNP',
    'Unit Price (USD)',
    'Note',
    'Colour',
    '物料编码',
    '损耗率',
    '固定损耗',
    '最小包装',
    '供料方式',
    '子项类型',
    'Variants',
    ...[1, 2, 3].flatMap((n) => [`替代料${n}`, `替代料${n}品牌`]),
  ]
  return [header, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n')
}

describe('an export that is read in again', () => {
  it.each(languages)('is the same BOM, as CSV in two encodings and as a workbook (%s)', async (language) => {
    const words = await exportWords(language)
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { minLength: 2, maxLength: 12 }), async (lines) => {
        const first = await importBom(Buffer.from(fileOf(lines)), 'source.csv')
        const rows = stored(first)
        const { variants } = first.detected
        const records = [...exportRecords(rows.map(asSelected), words, { prices: true, variants })]
        for (const [file, name] of [
          [csvFile(records), 'again.csv'],
          [gb18030(csvText(records)), 'old.csv'],
          [xlsxFile([{ name: 'BOM', rows: records }]), 'again.xlsx'],
        ] as const) {
          const again = await importBom(file, name)
          expect(again.messages.filter(({ severity }) => severity === 'E').map(({ code }) => code)).toEqual(
            first.messages.filter(({ severity }) => severity === 'E').map(({ code }) => code),
          )
          expect(canonical(stored(again))).toEqual(canonical(rows))
          expect(again.detected.variants).toEqual(variants)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('in both languages has both descriptions', async () => {
    const [en, zh] = [await exportWords('en'), await exportWords('zh')]
    const [row] = stored(
      await importBom(
        Buffer.from('Designator,Qty,MPN,Description\nR1,1,RC0402FR-0710KL,Resistor\nR2,1,AB-12345,x'),
        'x.csv',
      ),
    )
    if (!row) throw new Error('no row')
    const described = (text: BilingualText) => ({ ...asSelected(row), description: text })
    const lines = [
      described(bilingual('en', 'Resistor 10k', '电阻 10k')),
      { ...described(bilingual('zh', '标签')), position: 2, refs: 'R2' },
    ]
    const records = [...exportRecords(lines, en, { prices: false, second: zh })]
    expect(records.slice(0, 2).map((record) => record.slice(0, 2))).toEqual([
      ['Designator', 'Quantity'],
      ['位号', '用量'],
    ])
    const again = stored(await importBom(xlsxFile([{ name: 'BOM', rows: records, headerRows: 2 }]), 'both.xlsx'))
    expect(again.map(({ refs, description }) => [refs, description.en, description.zh])).toEqual([
      ['R1', 'Resistor 10k', '电阻 10k'],
      ['R2', '', '标签'],
    ])
  })
})

describe('levels', () => {
  const line = (position: number, parentPosition: number | null, level: number | null = null) => ({
    position,
    parentPosition,
    level,
  })
  it('stay where they tell every parent', () =>
    expect(outlined([line(1, null, 0), line(2, 1, 1), line(3, 1, 1)]).map(({ level }) => level)).toEqual([0, 1, 1]))
  it('are made, and lines put below their parents, where the file named parents in any order', () =>
    expect(
      outlined([line(1, 3), line(2, null), line(3, null), line(4, 1)]).map((each) => [each.line.position, each.level]),
    ).toEqual([
      [2, 1],
      [3, 1],
      [1, 2],
      [4, 3],
    ]))
  it('lose no line of a circle', () => expect(outlined([line(1, 2), line(2, 1), line(3, null)])).toHaveLength(3))
})
