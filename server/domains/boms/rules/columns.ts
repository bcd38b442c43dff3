import type { BomFormat, DetectedColumn } from '../importing/types'
import type { CanonicalField } from '../importing/fields'

/** One column of the file as it was understood. `priced` columns are shown only to parties that may see prices. */
export type SourceColumn = Readonly<{
  letter: string
  header: string
  field: CanonicalField | 'ignore' | null
  priced: boolean
}>

/** Where a revision came from, frozen when it was accepted. */
export type RevisionSource = Readonly<{
  fileName: string
  format: BomFormat
  sha256: string
  byteSize: number
  columns: readonly SourceColumn[]
  /** File rows the person left out. */
  leftOutRows: readonly number[]
}>

const pricedFields: ReadonlySet<string> = new Set<CanonicalField>(['unitPrice', 'extPrice', 'currency'])
const pricedHeader =
  /price|cost|amount|quot|usd|cny|rmb|eur|hkd|jpy|\bfee|discount|tax|vat|[$¥￥€£]|价|金额|成本|费|币|元|含税|未税|税率|折扣|小计|总计|合计/i
const bareNumber = /^(?:[A-Z]{3}\s)?-?\d[\d,]*(?:\.\d+)?\s?(?:[A-Z]{3})?$/
const amount =
  /[$¥￥€£]\s?\d|\d\s?(?:[$¥￥€£元]|(?:USD|CNY|RMB|EUR|HKD|JPY|GBP|TWD)\b)|\b(?:USD|CNY|RMB|EUR|HKD|JPY|GBP|TWD)\s?\d/i
/** A bare number, or an amount with its currency beside it, wherever it stands: `US$0.05/1k`. */
export const moneyLike = (cell: string): boolean => bareNumber.test(cell.trim()) || amount.test(cell)

/**
 * Which columns may show a price. A column nobody recognised counts when its heading speaks of money or when a cell of it
 * looks like an amount: what might be a price stays with those who may see prices.
 */
export function sourceColumns(
  columns: readonly DetectedColumn[],
  cellsOf: (letter: string) => Iterable<string | undefined>,
): SourceColumn[] {
  return columns.map(({ letter, header, field }) => {
    const known = field !== null && field !== 'ignore'
    const priced = known ? pricedFields.has(field) : pricedHeader.test(header) || some(cellsOf(letter), moneyLike)
    return { letter, header, field, priced }
  })
}

function some(cells: Iterable<string | undefined>, test: (cell: string) => boolean): boolean {
  for (const cell of cells) if (cell !== undefined && cell !== '' && test(cell)) return true
  return false
}

export type Priced = Readonly<{ letters: ReadonlySet<string>; isPricedExtra: (key: string) => boolean }>

/** Tells the priced cells of a line: by column letter in `raw`, by heading in `extra`. */
export function pricedIn(columns: readonly SourceColumn[]): Priced {
  const headers = new Map<string, boolean>()
  for (const { header, priced } of columns) headers.set(header, priced || (headers.get(header) ?? false))
  return {
    letters: new Set(columns.filter(({ priced }) => priced).map(({ letter }) => letter)),
    // An entry under a name that is no heading cannot be judged, so it is withheld.
    isPricedExtra: (key) => headers.get(key) ?? true,
  }
}

type PricedLine = { raw: Record<string, string>; extra: Record<string, string>; unitPriceMicros: bigint | null }

/** A line for a reader who may not see prices: without the price, and without the cells that may show one. */
export function withoutPrices<T extends PricedLine>(line: T, columns: readonly SourceColumn[]): T {
  const { letters, isPricedExtra } = pricedIn(columns)
  const known = new Set(columns.map(({ letter }) => letter))
  // A price from none of the known price columns: this line stood in a second table whose columns mean something else.
  const elsewhere = line.unitPriceMicros !== null && ![...letters].some((letter) => (line.raw[letter] ?? '') !== '')
  const mayShow = (letter: string) => !elsewhere && known.has(letter) && !letters.has(letter)
  return {
    ...line,
    unitPriceMicros: null,
    unitPriceCurrency: null,
    raw: Object.fromEntries(Object.entries(line.raw).filter(([letter]) => mayShow(letter))),
    extra: Object.fromEntries(Object.entries(line.extra).filter(([key]) => !isPricedExtra(key))),
  }
}
