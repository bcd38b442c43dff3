/** What is compared of a version: its ordered numbers, and its text without a leading v or build metadata. */
export type ComparableVersion = Readonly<{ string: string | null; numeric: readonly number[] | null }>

/** `v1.2.3` and `1.2.3+4` name the same release as `1.2.3`. */
export const normalVersion = (text: string): string =>
  text
    .trim()
    .replace(/^v(?=\d)/i, '')
    .replace(/\+.*$/, '')
    .toLowerCase()

/** Negative where `a` comes before `b`, 0 where their numbers agree, null where one has none to order by. */
export function compareVersions(a: ComparableVersion, b: ComparableVersion): number | null {
  if (a.numeric === null || b.numeric === null) return null
  for (let i = 0; i < Math.max(a.numeric.length, b.numeric.length); i++) {
    const difference = (a.numeric[i] ?? 0) - (b.numeric[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Semantic Versioning 2.0.0, the expression its authors suggest: https://semver.org/#faq-suggested-regular-expression-regex */
const semVer =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/
/** Longer numbers are not told apart when versions are ordered. */
const mostDigits = 15

/** Whether a text is a version by Semantic Versioning 2.0.0 that can be ordered. Nothing leads: `v1.2.3` is none. */
export function isSemVer(text: string): boolean {
  const match = text.length <= 100 ? semVer.exec(text) : null
  if (match === null) return false
  const [, major = '', minor = '', patch = '', preRelease = ''] = match
  return [major, minor, patch, ...preRelease.split('.')].every(
    (each) => each.length <= mostDigits || !/^\d+$/.test(each),
  )
}
