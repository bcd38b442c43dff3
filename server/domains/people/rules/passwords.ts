/** Length in characters after normalisation; the upper bound keeps checking a password cheap. */
export const passwordLength = { min: 10, max: 256 } as const
/** zxcvbn's scale of 0–4; 3 means more than 10⁸ guesses, safe against a guesser who has to ask the server. */
export const passwordMinScore = 3

/** Why a password is refused: each is a code of the `errors` namespace that also says what to do instead. */
export const passwordFaults = {
  short: 'people.passwordShort',
  long: 'people.passwordLong',
  common: 'people.passwordCommon',
  personal: 'people.passwordPersonal',
  keyboard: 'people.passwordKeyboard',
  repeats: 'people.passwordRepeats',
  sequence: 'people.passwordSequence',
  date: 'people.passwordDate',
  weak: 'people.passwordWeak',
} as const
export type PasswordFault = keyof typeof passwordFaults

/** Fault of the length alone, which a form can tell while typing. */
export function lengthFault(password: string): PasswordFault | null {
  const length = Array.from(password.normalize('NFKC')).length
  if (length < passwordLength.min) return 'short'
  return length > passwordLength.max ? 'long' : null
}
