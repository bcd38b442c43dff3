/** Why a device that is held back needs nobody's attention any more. */
export const setAsideKinds = ['mistyped', 'scrapped', 'other'] as const
export type SetAsideKind = (typeof setAsideKinds)[number]

/** What a station said of a device, as far as it decides where the device stands. */
export type Word = Readonly<{ id: string; at: Date; flagged: boolean }>
export type UnitStanding = 'good' | 'heldBack' | 'setAside'
export type Standing<W extends Word> = Readonly<{ standing: UnitStanding; last: W | null }>

/** By the clock of the station, as everywhere. Of two at once the failing one counts: which came first nobody knows. */
function isLater(a: Word, b: Word): boolean {
  if (a.at.getTime() !== b.at.getTime()) return a.at.getTime() > b.at.getTime()
  return a.flagged === b.flagged ? a.id > b.id : a.flagged
}
const lastOf = <W extends Word>(words: readonly W[]): W | null =>
  words.reduce<W | null>((last, word) => (last === null || isLater(word, last) ? word : last), null)

/**
 * Where a device stands, and by which word. Setting it aside covers every result that was on record then, and nothing that
 * arrives later, whatever the clock of its station says: a late result cannot be told from one of a wrong clock. Of what is
 * not covered the last word counts. Where it fails, the device is held back. Where it passes, the device is good, unless
 * what is covered is newer: then it was said of the device before it was set aside, and proves nothing.
 */
export function standingOf<W extends Word>(words: readonly W[], covered: ReadonlySet<string>): Standing<W> {
  const last = lastOf(words.filter(({ id }) => !covered.has(id)))
  if (last?.flagged) return { standing: 'heldBack', last }
  const newest = lastOf(words)
  return { standing: newest === last ? 'good' : 'setAside', last: newest }
}
