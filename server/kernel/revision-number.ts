/** Letters of releases, without those that are mistaken for digits or for each other (ASME Y14.35): no I O Q S X Z. */
const letters = 'ABCDEFGHJKLMNPRTUVWY'

/** What people call a revision: by the letter of its release, before it by its working number. */
export const revisionName = ({ letter, number }: Readonly<{ letter: string | null; number: string }>): string =>
  letter ?? number

/** The letter of the release after `letter`: null → A, A → B, Y → AA, AY → BA. */
export function nextLetter(letter: string | null): string {
  let rest = letter ?? ''
  let tail = ''
  while (rest !== '') {
    const index = letters.indexOf(rest.slice(-1))
    rest = rest.slice(0, -1)
    const next = letters[index + 1]
    if (next !== undefined) return `${rest}${next}${tail}`
    tail = `${letters[0]}${tail}`
  }
  return `${letters[0]}${tail}`
}

/**
 * The number of the next working revision: counted on from the release in force, or from `0` before the first one.
 * `0.1`, `0.2` …, after release A `A.1`, `A.2` …. `numbers` are those the BOM has; numbers of withdrawn revisions are
 * not given out again.
 */
export function nextNumber(releasedLetter: string | null, numbers: Iterable<string>): string {
  const prefix = `${releasedLetter ?? '0'}.`
  let top = 0
  for (const number of numbers) {
    const count = number.startsWith(prefix) ? Number(number.slice(prefix.length)) : Number.NaN
    if (Number.isInteger(count) && count > top) top = count
  }
  return `${prefix}${top + 1}`
}
