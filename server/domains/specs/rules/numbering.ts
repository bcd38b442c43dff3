/** Letters that drawings leave out because they are taken for digits or for each other (ASME Y14.35, and X, Z). */
const letters = 'ABCDEFGHJKLMNPRTUVWY'.split('')

/** Working revisions count 0.1, 0.2 …, and never start over. */
export const workingNumber = (ordinal: number): string => `0.${ordinal}`

/** The released revision after another: A, B … H, J … Y, AA, AB …; `null` asks for the first. */
export function nextReleaseLetter(last: string | null): string {
  const [first = 'A'] = letters
  if (last === null) return first
  const digits = last.split('').map((letter) => letters.indexOf(letter))
  if (digits.some((digit) => digit < 0)) throw new RangeError(`not a released revision: ${last}`)
  for (let at = digits.length - 1; at >= 0; at--) {
    const digit = (digits[at] ?? 0) + 1
    if (digit < letters.length) {
      digits[at] = digit
      return digits.map((each) => letters[each]).join('')
    }
    digits[at] = 0
  }
  return [first, ...digits.map((each) => letters[each])].join('')
}
