/** Unified Social Credit Code, GB 32100-2015: 18 characters without I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const shape = /^[0-9A-HJ-NPQRTUWXY]{18}$/
const codeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** What looks wrong with a code. Never a reason to refuse it: some genuine early codes fail their own check. */
export type UsccDoubt = 'shape' | 'oldNumber' | 'checksum'

export const normalizeUscc = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** A doubt about a normalised code, or null when its shape and both check characters are right. */
export function usccDoubt(code: string): UsccDoubt | null {
  if (/^\d{15}$/.test(code)) return 'oldNumber'
  if (!shape.test(code)) return 'shape'
  return checkCharacter(code) === code.charAt(17) && organisationCheck(code) === code.charAt(16) ? null : 'checksum'
}

/** Check character over the first 17: weights 3^(i−1) mod 31. */
function checkCharacter(code: string): string {
  const sum = codeWeights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code.charAt(index)), 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/** Check character of the organisation code in places 9–17, GB 11714: digits count 0–9, letters from A = 10. */
function organisationCheck(code: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(code.charAt(index + 8), 36),
    0,
  )
  const rest = 11 - (sum % 11)
  if (rest === 11) return '0'
  return rest === 10 ? 'X' : String(rest)
}
