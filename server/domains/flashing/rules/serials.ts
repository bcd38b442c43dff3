/** Serial numbers that follow each other: `WL20-000001` is prefix `WL20-`, first 1, six digits. */
export type SerialBlock = Readonly<{ prefix: string; first: number; count: number; digits: number }>

export const longestSerial = 40
/** Characters of the notes for a line, in one language. */
export const longestNotes = 4_000
export const mostSerials = 1_000_000

/** As stations send it: width and case of full-width input do not make another device. */
export const tidySerial = (typed: string): string => typed.normalize('NFKC').trim().toUpperCase()

/** The serial number at a place of the block, from 0. */
export const serialAt = ({ prefix, first, digits }: SerialBlock, index: number): string =>
  `${prefix}${String(first + index).padStart(digits, '0')}`

/** Whether the numbers of a block fit its digits, its prefix is tidy, and the whole is short enough for a label. */
export function isSoundBlock({ prefix, first, count, digits }: SerialBlock): boolean {
  const whole = [first, count, digits].every(Number.isSafeInteger)
  if (!whole || first < 0 || count < 1 || count > mostSerials || digits < 1 || digits > 12) return false
  if (!/^[A-Z0-9][A-Z0-9./-]*$|^$/.test(prefix) || prefix.length + digits > longestSerial) return false
  return String(first + count - 1).length <= digits
}

/** The number of a serial inside a block; null for one that is not of it. */
export function placeIn(block: SerialBlock, serial: string): number | null {
  if (!serial.startsWith(block.prefix)) return null
  const rest = serial.slice(block.prefix.length)
  if (rest.length !== block.digits || !/^\d+$/.test(rest)) return null
  const place = Number(rest) - block.first
  return place >= 0 && place < block.count ? place : null
}

/** Whether two blocks name one device twice. */
export const overlaps = (a: SerialBlock, b: SerialBlock): boolean =>
  a.prefix === b.prefix && a.digits === b.digits && a.first < b.first + b.count && b.first < a.first + a.count
