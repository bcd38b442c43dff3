import type { BilingualText } from '@/server/kernel/bilingual'
import { microsText } from '@/server/kernel/micros'

/** Columns of an exported BOM, in order. Their headings are in the reader's language and are read back by the importer. */
export const exportColumns = [
  'lineNo',
  'level',
  'refs',
  'quantity',
  'uom',
  'ipn',
  'cpn',
  'mpn',
  'manufacturer',
  'name',
  'value',
  'footprint',
  'description',
  'mount',
  'side',
  'dnp',
  'excludeFromBom',
  'alternates',
  'supplier',
  'supplierPart',
  'tolerance',
  'voltage',
  'power',
  'current',
  'dielectric',
  'note',
  'unitPrice',
] as const
export type ExportColumn = (typeof exportColumns)[number]

/** A stored line as an export needs it. */
export type ExportLine = Readonly<{
  lineNo: string
  level: number | null
  section: string
  refs: string
  quantity: string | null
  uom: string
  ipn: string
  cpn: string
  mpn: string
  manufacturer: string
  name: string
  value: string
  footprint: string
  description: BilingualText
  mount: string
  side: string
  dnp: boolean
  excludeFromBom: boolean
  alternates: readonly { mpn: string }[]
  supplier: string
  supplierPart: string
  attributes: Readonly<Partial<Record<'tolerance' | 'voltage' | 'power' | 'current' | 'dielectric', string | null>>>
  note: string
  unitPriceMicros: bigint | null
  unitPriceCurrency: string | null
  extra: Readonly<Record<string, string>>
}>

/** Words an export writes into cells, in the reader's language. */
export type ExportWords = Readonly<{ heading: (column: ExportColumn) => string; yes: string; asRequired: string }>

const always: readonly ExportColumn[] = ['refs', 'quantity', 'mpn', 'manufacturer', 'value', 'footprint', 'description']

/**
 * The records of an export: headings, then one record per line, and a record of its own where a section begins. A column
 * nothing is written in is left away. Without `prices` no price leaves, whichever column it would stand in.
 */
export function* exportRecords(
  lines: readonly ExportLine[],
  words: ExportWords,
  { prices }: { prices: boolean },
): Generator<string[]> {
  // One currency stands in the heading, several beside their amounts.
  const currencies = new Set(lines.flatMap((line) => (line.unitPriceMicros === null ? [] : [line.unitPriceCurrency])))
  const [currency] = currencies.size === 1 ? currencies : [null]
  const cell = (line: ExportLine, column: ExportColumn): string => {
    switch (column) {
      case 'level':
        return line.level === null ? '' : String(line.level)
      case 'quantity':
        return line.quantity ?? (line.dnp ? '' : words.asRequired)
      case 'description':
        return line.description[line.description.source]
      case 'dnp':
        return line.dnp ? words.yes : ''
      case 'excludeFromBom':
        return line.excludeFromBom ? words.yes : ''
      case 'alternates':
        return line.alternates.map(({ mpn }) => mpn).join('; ')
      case 'unitPrice':
        if (line.unitPriceMicros === null) return ''
        return [microsText(line.unitPriceMicros), currencies.size > 1 ? line.unitPriceCurrency : null]
          .filter(Boolean)
          .join(' ')
      case 'tolerance':
      case 'voltage':
      case 'power':
      case 'current':
      case 'dielectric':
        return line.attributes[column] ?? ''
      default:
        return line[column]
    }
  }
  const columns = exportColumns.filter(
    (column) =>
      (prices || column !== 'unitPrice') &&
      (always.includes(column) || lines.some((line) => cell(line, column) !== '')),
  )
  const extras = [...new Set(lines.flatMap(({ extra }) => Object.keys(extra)))]
  const heading = (column: ExportColumn) =>
    column === 'unitPrice' && currency ? `${words.heading(column)} (${currency})` : words.heading(column)
  yield [...columns.map(heading), ...extras]
  let section = ''
  for (const line of lines) {
    if (line.section !== section) {
      section = line.section
      yield [section, ...Array.from({ length: columns.length + extras.length - 1 }, () => '')]
    }
    yield [...columns.map((column) => cell(line, column)), ...extras.map((key) => line.extra[key] ?? '')]
  }
}
