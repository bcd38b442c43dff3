import type { RowReader } from './row-reader'
import type { ColumnMap } from './columns'
import { sampleColumn } from './column-content'
import type { CanonicalField } from './fields'
import type { MessageList } from './messages'
import { canonicalDecimal, toMicro } from './quantity'
import { orNull, saysNothing, working } from './text'
import type { SheetRow } from '@/server/platform/workbooks/sheet'

/** Largest values the table holds: percent with four decimals, pieces with six. */
const MOST_PERCENT = 99_999n * 1_000_000n
const MOST_PIECES = 999_999_999_999n * 1_000_000n

const decimal = (text: string): string | null => {
  const plain = working(text)
    .replace(/^'/, '')
    .replace(/\s*(%|pcs?|个|只|颗|片|pieces?)$/i, '')
    .replace(/^(\d{1,3})((?:,\d{3})+)(?=\.|$)/, (all) => all.replaceAll(',', ''))
    .replace(/^\./, '0.')
  return /^\d{1,15}(\.\d{1,18})?$/.test(plain) ? canonicalDecimal(plain) : null
}

/** Rounded half up to `places`; attrition is an estimate, and files compute it. */
function rounded(text: string, places: number): string {
  const [whole = '0', fraction = ''] = text.split('.')
  if (fraction.length <= places) return canonicalDecimal(text)
  const scaled = BigInt(`${whole}${fraction.slice(0, places)}`) + (Number(fraction[places]) >= 5 ? 1n : 0n)
  const digits = scaled.toString().padStart(places + 1, '0')
  return canonicalDecimal(`${digits.slice(0, -places)}.${digits.slice(-places)}`)
}

/** A rate in percent: `3%`, `3`; `0.03` where the whole column writes shares. Null when it is no rate. */
export function parseRate(text: string, asShare: boolean): string | null {
  const number = decimal(text)
  if (number === null) return null
  if (!asShare || /[%％]\s*$/.test(text)) return bounded(rounded(number, 4), MOST_PERCENT)
  const [whole = '0', fraction = ''] = number.split('.')
  const wide = fraction.padEnd(2, '0')
  return bounded(rounded(canonicalDecimal(`${whole}${wide.slice(0, 2)}.${wide.slice(2) || '0'}`), 4), MOST_PERCENT)
}

/** A count of pieces: `50`, `2.5`. Null when it is none. */
export function parsePieces(text: string): string | null {
  const number = decimal(text)
  return number === null ? null : bounded(rounded(number, 6), MOST_PIECES)
}

const bounded = (text: string, most: bigint): string | null => ((toMicro(text) ?? most + 1n) <= most ? text : null)

/**
 * An example from a column that may hold shares of one instead of percent: no percent sign, nothing above 0.3. Null where
 * there is no doubt.
 */
export function doubtfulRate(map: ColumnMap, rows: readonly SheetRow[]): string | null {
  const column = map.byField.get('attritionPct')
  if (column === undefined || /[%％]|percent|pct|百分/i.test(`${column.header} ${column.hint}`)) return null
  const { cells } = sampleColumn(rows, column.index)
  if (cells.some((cell) => /[%％]/.test(cell))) return null
  const above = cells.map(decimal).filter((number) => number !== null && number !== '0')
  return above.every((number) => Number(number) <= 0.3) ? (above[0] ?? null) : null
}

export type Losses = { attritionPct: string | null; attritionExtra: string | null; packMultiple: string | null }

/** What a line says is lost and how it is packed. What cannot be read is told, and stays beside the line as it stands. */
export function readLosses(reader: RowReader, asShare: boolean, messages: MessageList): Losses {
  const read = (field: CanonicalField, parse: (text: string) => string | null): string | null => {
    const column = reader.column(field)
    const text = column === undefined ? null : orNull(reader.cell(column))
    if (text === null || saysNothing(text)) return null
    const value = parse(text)
    if (value === null) messages.add('BOM-W097', { t: text, f: field }, { row: reader.row.row, column: column?.letter })
    return value
  }
  const pack = read('roundMultiple', parsePieces)
  return {
    attritionPct: read('attritionPct', (text) => parseRate(text, asShare)),
    attritionExtra: read('attritionQty', parsePieces),
    packMultiple: pack === '0' ? null : pack,
  }
}

/** Whether the line says all that such a cell says. */
export const isLossCarried = (field: CanonicalField, text: string): boolean =>
  field === 'attritionPct' ? parseRate(text, false) !== null : parsePieces(text) !== null
