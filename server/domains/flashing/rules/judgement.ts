import type { FlashOutcome } from '../lifecycle'
import { placeIn, type SerialBlock } from './serials'

/** What is wrong with what a station said, in the order it is read. */
export const flashFlags = [
  'wrongHash',
  'noHash',
  'failed',
  'outsideBlock',
  'packageOutdated',
  'notAcknowledged',
] as const
export type FlashFlag = (typeof flashFlags)[number]

/** A device with one of these must not go on. The others are for somebody to look at. */
export const stopping: readonly FlashFlag[] = ['wrongHash', 'noHash', 'failed', 'outsideBlock', 'packageOutdated']
export const isStopped = (flags: readonly FlashFlag[]): boolean => flags.some((flag) => stopping.includes(flag))

export type Reported = Readonly<{ serial: string; outcome: FlashOutcome; sha256: string; at: Date }>
export type JudgedBy = Readonly<{
  /** SHA-256 values a station may have read: of the file, or of the image whatever its container. */
  expected: readonly string[]
  serials: SerialBlock | null
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
  } else if (!by.expected.includes(sha256)) found.add('wrongHash')
  if (outcome === 'fail') found.add('failed')
  if (by.serials !== null && placeIn(by.serials, serial) === null) found.add('outsideBlock')
  if (by.endedAt !== null && at > by.endedAt) found.add('packageOutdated')
  if (by.acknowledgedAt === null || at < by.acknowledgedAt) found.add('notAcknowledged')
  return flashFlags.filter((flag) => found.has(flag))
}
