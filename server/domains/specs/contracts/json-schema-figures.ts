import { canonicalJson } from '@/server/kernel/canonical-json'
import type { Change, Effect, Params } from './changes'
import { listedValues, type Keywords } from './json-schema-shape'

/** What changed in the values a schema lists: `enum` and `const`. */
export function valueChanges(a: Keywords, b: Keywords, path: string): readonly Change[] {
  const change = (code: Change['code'], effect: Effect, values: readonly string[]): Change => ({
    code,
    path,
    effect,
    params: { values: shown(values) },
  })
  const [before, after] = [a, b].map((side) => listedValues(side)?.map(canonicalJson))
  if (!before) return after ? [change('valuesListed', 'narrows', after)] : []
  if (!after) return [change('valuesUnlisted', 'widens', before)]
  const added = after.filter((value) => !before.includes(value))
  const removed = before.filter((value) => !after.includes(value))
  return [
    ...(added.length > 0 ? [change('valuesAdded', 'widens', added)] : []),
    ...(removed.length > 0 ? [change('valuesRemoved', 'narrows', removed)] : []),
  ]
}

/** What changed in limits of numbers, lengths and counts, and in `multipleOf`. */
export function limitChanges(a: Keywords, b: Keywords, path: string): readonly Change[] {
  return [
    ...limit('minimum', lower(a), lower(b), path, 1),
    ...limit('maximum', upper(a), upper(b), path, -1),
    ...['minLength', 'minItems', 'minProperties'].flatMap((keyword) =>
      limit(keyword, count(a, keyword, 0), count(b, keyword, 0), path, 1),
    ),
    ...['maxLength', 'maxItems', 'maxProperties'].flatMap((keyword) =>
      limit(keyword, count(a, keyword, Infinity), count(b, keyword, Infinity), path, -1),
    ),
    ...stepChanges(a, b, path),
  ]
}

/** `sign` is 1 for a lower limit, which narrows as it rises, and -1 for an upper one. */
function limit(keyword: string, before: Bound, after: Bound, path: string, sign: 1 | -1): Change[] {
  const rise = after.value - before.value || (Number(after.open) - Number(before.open)) * sign
  if (Number.isNaN(rise) || rise === 0) return []
  const params = { keyword, before: boundText(before, sign), after: boundText(after, sign) }
  return [
    { code: rise > 0 ? 'limitRaised' : 'limitLowered', path, effect: rise * sign > 0 ? 'narrows' : 'widens', params },
  ]
}

function stepChanges(a: Keywords, b: Keywords, path: string): Change[] {
  const [before, after] = [numberAt(a, 'multipleOf'), numberAt(b, 'multipleOf')]
  if (before === after) return []
  const params: Params = { before: before ?? '–', after: after ?? '–' }
  if (after === undefined || (before !== undefined && isMultiple(before, after)))
    return [{ code: 'stepWidened', path, effect: 'widens', params }]
  if (before === undefined || isMultiple(after, before))
    return [{ code: 'stepNarrowed', path, effect: 'narrows', params }]
  return [{ code: 'stepChanged', path, effect: 'both', params }]
}

type Bound = Readonly<{ value: number; open: boolean }>
const numberAt = (side: Keywords, keyword: string): number | undefined => {
  const value = side[keyword]
  return typeof value === 'number' ? value : undefined
}
const count = (side: Keywords, keyword: string, absent: number): Bound => ({
  value: numberAt(side, keyword) ?? absent,
  open: false,
})
function lower(side: Keywords): Bound {
  const [closed, open] = [numberAt(side, 'minimum') ?? -Infinity, numberAt(side, 'exclusiveMinimum') ?? -Infinity]
  return open >= closed && open !== -Infinity ? { value: open, open: true } : { value: closed, open: false }
}
function upper(side: Keywords): Bound {
  const [closed, open] = [numberAt(side, 'maximum') ?? Infinity, numberAt(side, 'exclusiveMaximum') ?? Infinity]
  return open <= closed && open !== Infinity ? { value: open, open: true } : { value: closed, open: false }
}
const boundText = ({ value, open }: Bound, sign: 1 | -1): string => {
  if (!Number.isFinite(value)) return '–'
  return `${sign === 1 ? (open ? '>' : '≥') : open ? '<' : '≤'} ${value}`
}

const isMultiple = (one: number, other: number): boolean => Math.abs(one / other - Math.round(one / other)) < 1e-9
export const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other)
export const brief = (value: unknown): string => {
  const text = typeof value === 'string' ? value : value === undefined ? '–' : canonicalJson(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
const shown = (values: readonly string[]): string => brief(values.join(', '))
