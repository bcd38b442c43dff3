import { sortedBreaks } from './check-breaks'
import type { PriceBreak } from './price-breaks'
import { microsFrom, priceText } from './price-text'

/** All breaks in one cell of a sheet: `1: 0.0125; 100: 0.0098`. */
export const breaksText = (breaks: readonly PriceBreak[]): string =>
  breaks.map(({ min, micros }) => `${min}: ${priceText(micros)}`).join('; ')

/** Such a cell read back, in either width; a price alone is one from the first piece on. Null where it is neither. */
export function readBreaks(text: string): PriceBreak[] | null {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return []
  const alone = microsFrom(plain)
  if (alone !== null) return [{ min: '1', micros: alone }]
  const breaks: PriceBreak[] = []
  for (const part of plain.split(/[;\n、]+/)) {
    if (part.trim() === '') continue
    const [quantity = '', price = '', ...more] = part.split(/[:=@]/)
    const min = quantityFrom(quantity)
    const micros = microsFrom(price.trim())
    if (min === null || micros === null || more.length > 0) return null
    breaks.push({ min, micros })
  }
  return sortedBreaks(breaks)
}

/** `1,000+`, `≥1000` or `1k` as people head such columns, as plain digits. */
export function quantityFrom(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/^[\s>=≥]+/, '')
    .replace(/(?:pcs|pc|个|只|件)?\s*\+?\s*(?:pcs|pc|个|只|件)?\s*$/i, '')
    .trim()
  const bare = /^\d{1,3}(?:,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain
  const [, digits, k] = /^(\d+(?:\.\d+)?)\s*(k)?$/i.exec(bare) ?? []
  if (digits === undefined) return null
  if (k !== undefined) return digits.includes('.') ? null : `${digits}000`
  return digits
}

/** One row of a pasted table, as it goes into the fields of a form. */
export type TypedBreak = Readonly<{ min: string; price: string }>

/**
 * A block out of a spreadsheet (rows of quantity and price, tabs between; or two rows of many columns) as rows of a form. A row
 * of headings is left out; what is no number stays as it was, so that whoever pasted sees it. Null where it is no table.
 */
export function pasteBreaks(text: string): TypedBreak[] | null {
  const rows = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((cell) => cell.trim()))
  if (rows.length === 0 || rows.every((cells) => cells.length < 2)) return null
  const lying = rows.length === 2 && (rows[0]?.length ?? 0) > 2
  const pairs = lying ? (rows[0] ?? []).map((cell, at) => [cell, rows[1]?.[at] ?? '']) : rows
  return pairs.flatMap(([quantity = '', price = '']) => {
    const min = quantityFrom(quantity)
    const micros = microsFrom(price)
    // A heading has neither; one of the two alone is a row somebody has to look at.
    if (min === null && micros === null) return []
    return [{ min: min ?? quantity, price: micros === null ? price : priceText(micros) }]
  })
}
