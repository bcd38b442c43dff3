import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { DomainError } from '@/server/kernel/errors'
import { lengthFault, passwordFaults, passwordLength, passwordMinScore, type PasswordFault } from '../rules/passwords'

/** What the estimator warns of, as our own faults. */
const faultOf: Record<string, PasswordFault> = {
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  simpleRepeat: 'repeats',
  extendedRepeat: 'repeats',
  sequences: 'sequence',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  wordByItself: 'common',
  userInputs: 'personal',
}

/** Long passwords are judged by their beginning: the estimate grows with the square of the length. */
const judgedLength = 72

let estimator: ZxcvbnFactory | undefined
/** Made on first use: unpacking its dictionaries takes a while. */
const estimate = () =>
  (estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: judgedLength }))

/**
 * What is wrong with a password for a person, or null. `personal` is what a guesser would try first: their names, their
 * address, their company. Works offline, from leaked passwords and common words.
 */
export function passwordFault(password: string, personal: readonly string[]): PasswordFault | null {
  const byLength = lengthFault(password)
  if (byLength) return byLength
  const words = ['mortise', '榫卯', ...personal].flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
  const inputs = [...new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length > 1))]
  const { score, feedback } = estimate().check(password.normalize('NFKC'), inputs)
  if (score >= passwordMinScore) return null
  return faultOf[feedback.warning ?? ''] ?? 'weak'
}

export function requireGoodPassword(password: string, personal: readonly string[]): void {
  const fault = passwordFault(password, personal)
  if (fault)
    throw new DomainError('invalid', passwordFaults[fault], { min: passwordLength.min, max: passwordLength.max })
}
