import type { Classification } from './changes'

type Version = readonly [major: number, minor: number, patch: number]
const pattern = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/

function parseVersion(text: string): Version | null {
  const match = pattern.exec(text)
  return match && [Number(match[1]), Number(match[2]), Number(match[3])]
}
const formatVersion = (version: Version): string => version.join('.')
const compareVersions = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]

/** How far a version must move. */
export type Step = 'none' | 'patch' | 'minor' | 'major'

/**
 * The step a change requires (Semantic Versioning 2.0.0, 6 to 8): words alone are a patch, what old firmware can live
 * with is a minor step, the rest is a major one.
 */
export function requiredStep({ level, reasons }: Classification): Step {
  if (level === 'identical') return 'none'
  if (level === 'breaking') return 'major'
  return reasons.every(({ wordsOnly }) => wordsOnly) ? 'patch' : 'minor'
}

/**
 * The lowest version the changed contract may carry. Before 1.0.0 everything counts one place lower, as `^0.y.z` is read
 * everywhere: breaking moves the minor number, the rest the patch. Null where `previous` is no version.
 */
export function requiredVersion(previous: string, change: Classification): string | null {
  const from = parseVersion(previous)
  if (!from) return null
  const [major, minor, patch] = from
  const step = requiredStep(change)
  if (step === 'none') return previous
  if (major === 0) return formatVersion(step === 'major' ? [0, minor + 1, 0] : [0, minor, patch + 1])
  if (step === 'major') return formatVersion([major + 1, 0, 0])
  return formatVersion(step === 'minor' ? [major, minor + 1, 0] : [major, minor, patch + 1])
}

/** What is wrong with a declared version; texts at `contract.versionProblem.<code>`. */
export const versionProblems = ['malformed', 'lower', 'unchanged', 'tooLow'] as const
export type VersionProblem = (typeof versionProblems)[number]

/** Whether `next` is high enough for what changed since `previous`; more than required is allowed. */
export function checkDeclaredVersion(previous: string, next: string, change: Classification): VersionProblem | null {
  const [from, to] = [parseVersion(previous), parseVersion(next)]
  const required = requiredVersion(previous, change)
  const least = required === null ? null : parseVersion(required)
  if (!from || !to || !least) return 'malformed'
  if (compareVersions(to, from) < 0) return 'lower'
  if (compareVersions(to, least) >= 0) return null
  return compareVersions(to, from) === 0 ? 'unchanged' : 'tooLow'
}

/**
 * Whether a cloud that offers one contract version serves firmware that needs another: the same major number, and
 * nothing older; before 1.0.0 the same minor number too. False where either is no version.
 */
export function satisfies(required: string, offered: string): boolean {
  const [needed, given] = [parseVersion(required), parseVersion(offered)]
  if (!needed || !given || compareVersions(given, needed) < 0) return false
  return needed[0] === given[0] && (needed[0] > 0 || needed[1] === given[1])
}
