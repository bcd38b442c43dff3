/** Serial numbers that follow each other: `WL20-000001` is prefix `WL20-`, first 1, six digits. */
export type SerialBlock = Readonly<{ prefix: string; first: number; count: number; digits: number }>

export const longestSerial = 40
/** Characters of the notes for a line, in one language. */
export const longestNotes = 4_000
/** Characters of why a device is set aside, in one language. */
export const longestReason = 2_000
export const mostSerials = 1_000_000

/** As stations send it: width and case of full-width input do not make another device. */
export const tidySerial = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .toUpperCase()

const shortestBeginning = 3

/** Serial numbers that begin as typed, in the order of bytes, `to` excluded; null for too few characters, or too many. */
export function serialRange(typed: string): Readonly<{ from: string; to: string }> | null {
  const from = tidySerial(typed)
  if (from.length < shortestBeginning || from.length > longestSerial) return null
  // Nothing sorts after the last character there is.
  return { from, to: `${from}\u{10FFFF}` }
}

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

/** Whether two blocks name one device twice: `A-` with six digits and `A-0` with five can be the same words. */
export function overlaps(a: SerialBlock, b: SerialBlock): boolean {
  const [short, long] = a.prefix.length <= b.prefix.length ? [a, b] : [b, a]
  const between = long.prefix.slice(short.prefix.length)
  if (short.prefix.length + short.digits !== long.prefix.length + long.digits) return false
  if (!long.prefix.startsWith(short.prefix) || !/^\d*$/.test(between)) return false
  const first = Number(between || '0') * 10 ** long.digits + long.first
  return short.first < first + long.count && first < short.first + short.count
}

const roundTo = 10_000
/**
 * Where the next block of a factory begins by default: after its own last one, where that is free; else at the next ten
 * thousand after all. Neighbouring blocks of several factories would tell each how much the others were given.
 */
export function nextFirst(own: readonly SerialBlock[], all: readonly SerialBlock[]): SerialBlock | null {
  const model = own.at(-1) ?? all.at(-1)
  if (model === undefined) return null
  const end = (blocks: readonly SerialBlock[]): number =>
    Math.max(...blocks.filter(({ prefix }) => prefix === model.prefix).map(({ first, count }) => first + count))
  const next = { ...model, first: own.length > 0 ? end(own) : Number.MAX_SAFE_INTEGER, count: 1 }
  if (own.length > 0 && !all.some((each) => overlaps(each, next))) return next
  return { ...next, first: Math.ceil(end(all) / roundTo) * roundTo + 1 }
}
