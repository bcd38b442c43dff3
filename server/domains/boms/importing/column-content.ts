import { isNumericValue } from './value-shape'
import { CONTENT_SAMPLE } from './limits'
import { looksLikeRefs } from './refdes'
import { isCjk, isBlank, working } from './text'
import type { SheetRow } from '@/server/platform/workbooks/sheet'

const RULER = /^[_=\-—*]{3,}$/

/** Non-empty cells of one column, up to the sample size, as working text. */
export type ColumnSample = { cells: string[]; rows: number[] }

export function sampleColumn(rows: readonly SheetRow[], column: number): ColumnSample {
  const cells: string[] = []
  const numbers: number[] = []
  for (const row of rows) {
    const text = working(row.cells[column] ?? '')
    if (isBlank(text) || RULER.test(text)) continue
    cells.push(text)
    numbers.push(row.row)
    if (cells.length >= CONTENT_SAMPLE) break
  }
  return { cells, rows: numbers }
}

/** Share of sampled cells that pass; 0 for an empty column. */
export const share = ({ cells }: ColumnSample, test: (text: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length

/** One word with letters and digits, five characters or more: what part numbers look like. */
export const looksLikeMpn = (text: string): boolean =>
  text.length >= 5 &&
  text.length <= 40 &&
  /^[A-Za-z0-9][\w.\-+/#,()=:]*$/.test(text) &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  !isNumericValue(text)

const DISTRIBUTORS =
  /\b(digi-?key|mouser|farnell|newark|element14|arrow|avnet|lcsc|rs components|rs|tme|future|verical|chip1stop|reichelt|conrad|seeed|sparkfun|adafruit|jlcpcb)\b|立创|贸泽|得捷|云汉|华秋/i
export const isDistributor = (text: string): boolean => DISTRIBUTORS.test(text)

const ORDER_CODE = /^(\S+-(1-)?ND|\d{2,3}-(?=.*[A-Z])[A-Z0-9].{3,}|C\d{3,8})$/i
export const looksLikeOrderCode = (text: string): boolean => ORDER_CODE.test(text)

/** Counting upwards from the start, as line numbers do. */
export function isSequence({ cells }: ColumnSample): boolean {
  const numbers = cells.map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN))
  const whole = numbers.filter((n) => !Number.isNaN(n))
  if (whole.length === 0 || whole.length < numbers.length * 0.7 || (whole[0] ?? 99) > 2) return false
  return whole.every((n, i) => i === 0 || n > (whole[i - 1] ?? 0))
}

/** `1.2.3`, as outlines and levels are numbered. */
export const isOutline = (text: string): boolean => /^\d+(\.\d+)*[a-z]?$/.test(text)

/** A refdes column that holds words instead may be the part number (French `Référence`). */
export function contradictsRefs(sample: ColumnSample): boolean {
  return (
    sample.cells.length >= 3 &&
    share(sample, looksLikeRefs) < 0.1 &&
    share(sample, (text) => looksLikeMpn(text) || isCjk(text)) >= 0.6
  )
}
