import semver from 'semver'

/** Negative where `a` comes before `b` by Semantic Versioning 2.0.0, 0 where they are equal; null where one is no version. */
export function comparePrecedence(a: string, b: string): number | null {
  const [one, other] = [semver.parse(a), semver.parse(b)]
  return one === null || other === null ? null : one.compare(other)
}

/** Whether a text is a range of versions, such as `>=1.2.0 <2.0.0`. */
export const isRange = (text: string): boolean => text.trim() !== '' && semver.validRange(text) !== null

/**
 * Whether a version lies in a range. Readers find versions as makers write them (`v1.2`, `1.2.3.4`): what orders is taken.
 * Null where the version has nothing to order by.
 */
export function liesIn(version: string, range: string): boolean | null {
  const exact = semver.parse(version) ?? semver.coerce(version)
  return exact === null ? null : semver.satisfies(exact, range, { includePrerelease: true })
}
