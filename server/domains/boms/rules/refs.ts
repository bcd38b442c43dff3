import type { ImportedRef } from '../importing/types'

const parts = /^([A-Z_]+)(\d+)$/i

/**
 * References as one text, runs of three or more as a range: `C1-C4, C9`. A reference that alone is not placed on a
 * placed line is marked (`R2(DNP)`), in the notation the importer reads back.
 */
export function refsText(refs: readonly ImportedRef[], lineDnp: boolean): string {
  const out: string[] = []
  for (let start = 0; start < refs.length;) {
    const first = refs[start]
    if (!first) break
    let end = start
    while (continues(refs[end], refs[end + 1])) end++
    const last = refs[end]
    if (end - start >= 2 && last) out.push(`${first.ref}-${last.ref}`)
    else for (const each of refs.slice(start, end + 1)) out.push(each.dnp && !lineDnp ? `${each.ref}(DNP)` : each.ref)
    start = end + 1
  }
  return out.join(', ')

  function continues(one: ImportedRef | undefined, next: ImportedRef | undefined): boolean {
    if (!one || !next || ((one.dnp || next.dnp) && !lineDnp)) return false
    const [a, b] = [parts.exec(one.ref), parts.exec(next.ref)]
    if (!a || !b || a[1] !== b[1]) return false
    const [x, y] = [a[2] ?? '', b[2] ?? '']
    return !x.startsWith('0') && !y.startsWith('0') && Number(y) === Number(x) + 1
  }
}

/** Orders references as people count them: C2 before C10. Plain text comparison of the results does it. */
export const naturalKey = (text: string): string =>
  text.toUpperCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(10, '0'))

const run = /^([A-Z_]+)(\d+)-([A-Z_]+)(\d+)$/i

/** The single references of such a text; with `marks`, those that are not placed say so. */
export function refsIn(text: string, marks = false): string[] {
  if (text === '') return []
  return text.split(', ').flatMap((part) => {
    const range = run.exec(part)
    if (!range || range[1] !== range[3]) return [marks ? part : part.replace(/\(DNP\)$/, '')]
    const [first, last] = [Number(range[2]), Number(range[4])]
    if (last < first || last - first > 100_000) return [part]
    return Array.from({ length: last - first + 1 }, (_, n) => `${range[1]}${first + n}`)
  })
}
