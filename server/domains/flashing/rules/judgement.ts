import type { FlashOutcome } from '../lifecycle'
import { placeIn, type SerialBlock } from './serials'

/** What is wrong with what a station said, in the order it is read. */
export const flashFlags = [
  'wrongHash',
  'noHash',
  'failed',
  'outsideBlock',
  'packageOutdated',
  'beforePackage',
  'notAcknowledged',
] as const
export type FlashFlag = (typeof flashFlags)[number]

/** A device with one of these must not go on. The others are for somebody to look at. */
export const stopping: readonly FlashFlag[] = flashFlags.filter((flag) => flag !== 'notAcknowledged')
export const isStopped = (flags: readonly FlashFlag[]): boolean => flags.some((flag) => stopping.includes(flag))

/** Digits of a hash that are enough to compare by eye before a line begins (firmware formats, section 11). */
export const comparedDigits = 8
/** Digits of a whole SHA-256. */
export const hashDigits = 64
/** Whether a text in small letters is a hash, or as much of its beginning as is compared. */
export const isHashStart = (text: string): boolean =>
  /^[0-9a-f]+$/.test(text) && text.length >= comparedDigits && text.length <= hashDigits

/** `sha256` is what the station read, or at least the first eight digits that somebody compared by eye. */
export type Reported = Readonly<{ serial: string; outcome: FlashOutcome; sha256: string; at: Date }>
export type JudgedBy = Readonly<{
  /** SHA-256 values a station may have read: of the file, or of the image whatever its container. */
  expected: readonly string[]
  serials: SerialBlock | null
  /** Blocks of earlier packages for the same factory, board and channel: what is flashed again keeps its number. */
  earlier: readonly SerialBlock[]
  /** Blocks of packages that are for something else: their devices are not proven by this one. */
  foreign: readonly SerialBlock[]
  issuedAt: Date
  /** When its build stopped being the one in force, or it was taken back; null while it stands. */
  endedAt: Date | null
  acknowledgedAt: Date | null
}>

/**
 * What stands against a device by what its station said. A pass proves nothing without the hash that was read back: a
 * thousand boards have been shipped with a debug build that passed.
 */
export function judgeResult({ serial, outcome, sha256, at }: Reported, by: JudgedBy): FlashFlag[] {
  const found = new Set<FlashFlag>()
  if (sha256 === '') {
    if (outcome === 'pass') found.add('noHash')
  } else if (!by.expected.some((expected) => expected.startsWith(sha256))) found.add('wrongHash')
  if (outcome === 'fail') found.add('failed')
  const isIn = (blocks: readonly SerialBlock[]): boolean => blocks.some((block) => placeIn(block, serial) !== null)
  if (isIn(by.foreign) || (by.serials !== null && !isIn([by.serials, ...by.earlier]))) found.add('outsideBlock')
  if (by.endedAt !== null && at > by.endedAt) found.add('packageOutdated')
  if (at < by.issuedAt) found.add('beforePackage')
  if (by.acknowledgedAt === null || at < by.acknowledgedAt) found.add('notAcknowledged')
  return flashFlags.filter((flag) => found.has(flag))
}
