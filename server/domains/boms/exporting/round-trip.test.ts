import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translator } from '@/locales/translator'
import { languages } from '@/server/kernel/bilingual'
import { importBom } from '../importing/import-bom'
import type { BomImport } from '../importing/types'
import { sourceColumns } from '../rules/columns'
import { lineRows, type LineRow } from '../storing/line-rows'
import { csvFile } from '@/server/kernel/csv'
import { exportRecords, type ExportLine } from './table'
import { xlsxFile } from '@/server/platform/workbooks/write-xlsx'

/** A line as it is stored and selected again. */
const asSelected = (row: LineRow): ExportLine => ({
  ...row,
  lineNo: row.line_no,
  excludeFromBom: row.exclude_from_bom,
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
  prefix: fc.constantFrom('R', 'C', 'U', 'D', 'L', 'J'),
  count: fc.integer({ min: 1, max: 6 }),
  gap: fc.integer({ min: 1, max: 3 }),
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
  ),
  note: fc.constantFrom('', '@home', 'see\nsecond line', '关键件'),
  dnp: fc.boolean(),
  price: fc.constantFrom('', '0.0125', '1.95', '120', '0.5 CNY'),
  colour: fc.constantFrom('', 'red', '1', '@x'),
  section: fc.constantFrom('', '', '', 'SMT', '插件料', 'Packaging'),
})

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
function fileOf(lines: readonly (typeof parts extends fc.Arbitrary<infer T> ? T : never)[]): string {
  let next = 1
  const rows = lines.flatMap((line) => {
    const refs = Array.from({ length: line.count }, () => `${line.prefix}${(next += line.gap)}`)
    const cells = [
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
    ]
    const marks = line.section === '' ? [] : [[line.section, ...Array.from({ length: 10 }, () => '')]]
    return [...marks, cells]
  })
  const header = [
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
  ]
  return [header, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n')
}

describe('an export that is read in again', () => {
  it.each(languages)('is the same BOM, as CSV and as a workbook (%s)', async (language) => {
    const t = await translator(language)
    const words = {
      heading: (column: Parameters<Parameters<typeof exportRecords>[1]['heading']>[0]) =>
        t(`boms:export.heading.${column}`),
      yes: t('boms:export.yes'),
      asRequired: t('boms:export.asRequired'),
    }
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { minLength: 2, maxLength: 12 }), async (lines) => {
        const first = await importBom(Buffer.from(fileOf(lines)), 'source.csv')
        const rows = stored(first)
        const records = [...exportRecords(rows.map(asSelected), words, { prices: true })]
        for (const [file, name] of [
          [csvFile(records), 'again.csv'],
          [xlsxFile([{ name: 'BOM', rows: records }]), 'again.xlsx'],
        ] as const) {
          const again = await importBom(file, name)
          expect(again.messages.filter(({ severity }) => severity === 'E').map(({ code }) => code)).toEqual(
            first.messages.filter(({ severity }) => severity === 'E').map(({ code }) => code),
          )
          expect(canonical(stored(again))).toEqual(canonical(rows))
        }
      }),
      { numRuns: 40 },
    )
  })
})
