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
/** Whether a text is a version by Semantic Versioning 2.0.0. Nothing leads: `v1.2.3` is none. */
export const isSemVer = (text: string): boolean => text.length <= 100 && semVer.test(text)
