import { microsText } from '@/server/kernel/micros'
import { exportColumns, type ExportColumn, type ExportLine, type ExportWords } from './columns'
import { outlined, type Levelled } from './outline'

const always: readonly ExportColumn[] = ['refs', 'quantity', 'mpn', 'manufacturer', 'value', 'footprint', 'description']

export type ExportOptions = Readonly<{
  /** Without, no price leaves, whichever column it would stand in. */
  prices: boolean
  /** Codes of the revision's variants, each with a column of its own. */
  variants?: readonly string[]
  /** Headings and descriptions in both languages: a row of headings in the language of `words`, then one in this. */
  second?: ExportWords
}>

/** One column of the file: its heading in either language and what stands in it. */
type Written = Readonly<{ heading: (words: ExportWords) => string; cell: (line: Levelled<ExportLine>) => string }>

/**
 * The records of an export: headings, then one record per line, and a record of its own where a section begins. A column
 * nothing is written in is left away.
 */
export function* exportRecords(
  lines: readonly ExportLine[],
  words: ExportWords,
  { prices, variants = [], second }: ExportOptions,
): Generator<string[]> {
  const told = outlined(lines)
  const columns = exportColumns
    .filter((column) => prices || column !== 'unitPrice')
    .filter((column) => (second ? column !== 'description' : column !== 'descriptionEn' && column !== 'descriptionZh'))
    .flatMap((column) => written(column, lines, words, variants))
    .filter(({ needed, cell }) => needed || told.some((line) => cell(line) !== ''))
  const extras = [...new Set(lines.flatMap(({ extra }) => Object.keys(extra)))]
  for (const language of second ? [words, second] : [words])
    yield [...columns.map(({ heading }) => heading(language)), ...extras]
  let section = ''
  for (const next of told) {
    const { line } = next
    if (line.section !== section) {
      section = line.section
      yield [section, ...Array.from({ length: columns.length + extras.length - 1 }, () => '')]
    }
    yield [...columns.map(({ cell }) => cell(next)), ...extras.map((key) => line.extra[key] ?? '')]
  }
}

function written(
  column: ExportColumn,
  lines: readonly ExportLine[],
  words: ExportWords,
  variants: readonly string[],
): (Written & { needed: boolean })[] {
  const heading = (language: ExportWords) => language.heading(column)
  switch (column) {
    case 'variant':
      return variants.map((code) => ({
        needed: true,
        heading: (language) => `${language.heading('variant')} ${code}`,
        cell: ({ line }) => (line.notFitted.includes(code) ? words.no : words.yes),
      }))
    case 'alternates':
      return alternateColumns(Math.max(0, ...lines.map(({ alternates }) => alternates.length)), words)
    case 'alternateManufacturer':
    case 'alternateStatus':
      return []
    case 'unitPrice': {
      // One currency stands in the heading, several beside their amounts.
      const currencies = new Set(
        lines.flatMap((line) => (line.unitPriceMicros === null ? [] : [line.unitPriceCurrency])),
      )
      const [currency] = currencies.size === 1 ? currencies : [null]
      return [
        {
          needed: false,
          heading: (language) => (currency ? `${language.heading(column)} (${currency})` : language.heading(column)),
          cell: ({ line }) =>
            line.unitPriceMicros === null
              ? ''
              : [microsText(line.unitPriceMicros), currencies.size > 1 ? line.unitPriceCurrency : null]
                  .filter(Boolean)
                  .join(' '),
        },
      ]
    }
    default:
      return [{ needed: always.includes(column), heading, cell: (line) => cellOf(line, column, words) }]
  }
}

/** Number, maker and state of the n-th alternate side by side, so that a part's name may hold any character. */
function alternateColumns(count: number, words: ExportWords): (Written & { needed: boolean })[] {
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1
    const numbered = (name: string, rest: string) => `${name} ${n}${rest}`
    return [
      {
        needed: true,
        heading: (language: ExportWords) => numbered(language.heading('alternates'), ''),
        cell: ({ line }: Levelled<ExportLine>) => line.alternates[index]?.mpn ?? '',
      },
      {
        needed: true,
        heading: (language: ExportWords) =>
          numbered(language.heading('alternates'), ` ${language.heading('alternateManufacturer')}`),
        cell: ({ line }: Levelled<ExportLine>) => line.alternates[index]?.manufacturer ?? '',
      },
      {
        needed: true,
        heading: (language: ExportWords) =>
          numbered(language.heading('alternates'), ` ${language.heading('alternateStatus')}`),
        cell: ({ line }: Levelled<ExportLine>) => {
          const alternate = line.alternates[index]
          return alternate ? words.status(alternate.status) : ''
        },
      },
    ]
  }).flat()
}

function cellOf(
  { line, level }: Levelled<ExportLine>,
  column: Exclude<ExportColumn, 'variant' | 'alternates' | 'alternateManufacturer' | 'alternateStatus' | 'unitPrice'>,
  words: ExportWords,
): string {
  switch (column) {
    case 'level':
      return level === null ? '' : String(level)
    case 'quantity':
      return line.quantity ?? (line.dnp ? '' : words.asRequired)
    case 'description':
      return line.description[line.description.source]
    case 'descriptionEn':
      return line.description.en
    case 'descriptionZh':
      return line.description.zh
    case 'dnp':
      return line.dnp ? words.yes : ''
    case 'excludeFromBom':
      return line.excludeFromBom ? words.yes : ''
    case 'usage':
      return line.usage === 'normal' ? '' : words.usage(line.usage)
    case 'suppliedBy':
      return line.suppliedBy === 'brand' ? words.brand : ''
    case 'attritionPct':
      return line.attritionPct === null ? '' : `${line.attritionPct}%`
    case 'attritionExtra':
    case 'packMultiple':
      return line[column] ?? ''
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
