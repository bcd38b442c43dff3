import { MAX_RANGE, MAX_REFS_PER_LINE } from './limits'
import type { MessageCode, MessageParams } from './messages'
import { saysNothing, working } from './text'

export type ParsedRef = { ref: string; dnp: boolean }
export type RefNote = { code: MessageCode; params: MessageParams }
export type ParsedRefs = { refs: ParsedRef[]; notes: RefNote[] }

type Token = { prefix: string; digits: string; unit: string }

const TOKEN = /^([A-Z_]{1,8})(\d{1,5})([A-Z]?)$/
const RANGE = /^(.+?)(?:~|\.\.|--?|至|到)(.+)$/
const RANGE_WORD = /\s+(?:to|至|到)\s+/gi
const SPACED_RANGE = /([A-Za-z0-9])\s*(~|\.\.|至|到)\s*(?=[A-Za-z0-9])|([A-Za-z_]\d+)\s+(--?)\s+(?=[A-Za-z_]*\d)/g
const REF_DNP =
  /^(.*?)\s*[([{<]\s*(?:DNP|DNI|DNF|DNM|DNS|NC|NP|NF|NM|NOPOP|不贴|空贴|不焊|不装)\s*[)\]}>]$|^([A-Za-z_]{1,8}\d{1,5}[A-Za-z]?)\*$/i
const NAME_LIKE = /^(?=.*[A-Z])[A-Z0-9_+][A-Z0-9_.+\-/:#$]{0,31}$/
const GLUED = /^(?:[A-Z]{1,4}\d{1,4}){2,}$/

/** Cyrillic and Greek capitals that look exactly like Latin ones. */
const LOOKALIKES: Record<string, string> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  І: 'I',
  Ј: 'J',
  Ѕ: 'S',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
}
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'g')

function token(text: string): Token | null {
  const match = TOKEN.exec(text)
  return match === null ? null : { prefix: match[1] ?? '', digits: match[2] ?? '', unit: match[3] ?? '' }
}

/** `R7`, width 3 → `R007`: zero padding of the first end is kept. */
const numbered = (prefix: string, value: number, width: number): string => prefix + String(value).padStart(width, '0')

/** Splits a cell at separators and blanks; brackets that mark a reference as not placed stay with it. */
function split(text: string): string[] {
  const joined = text
    .replace(RANGE_WORD, '~')
    .replace(
      SPACED_RANGE,
      (_, left: string | undefined, op: string | undefined, ref: string | undefined) =>
        `${left ?? ref ?? ''}${op ?? '-'}`,
    )
    .replace(/\s+(?=[([{<]\s*(?:DNP|DNI|DNF|DNM|DNS|NC|NP|NF|NM|NOPOP|不贴|空贴|不焊|不装)\s*[)\]}>])/gi, '')
  const out: string[] = []
  for (const part of joined.split(/[,;、\s]+/)) {
    if (part === '') continue
    if (part.includes('/')) {
      const sides = part.split('/').filter((side) => side !== '')
      // A slash separates only complete references: `R3/R4`, but not `USB/UART`.
      if (sides.length > 1 && sides.every((side) => TOKEN.test(side.toUpperCase()))) {
        out.push(...sides)
        continue
      }
    }
    out.push(part)
  }
  return out
}

type Range = { from: Token; to: Token; bare: boolean; text: string }

function asRange(text: string): Range | null {
  const match = RANGE.exec(text)
  if (match === null) return null
  const from = token(match[1] ?? '')
  const right = match[2] ?? ''
  if (from === null) return null
  if (/^\d{1,10}$/.test(right)) return { from, to: { prefix: from.prefix, digits: right, unit: '' }, bare: true, text }
  const to = /^[A-Z_]{1,8}\d{1,10}[A-Z]?$/.test(right)
    ? (token(right) ?? { prefix: /^[A-Z_]+/.exec(right)?.[0] ?? '', digits: right.replace(/\D/g, ''), unit: '' })
    : null
  return to === null ? null : { from, to, bare: false, text }
}

/** A phrase in the column of references (`Tactile button caps`); names in capitals stay a list. */
function isProse(text: string): boolean {
  const pieces = text.split(/[,;、\n]+/).map((piece) => piece.trim())
  if (!pieces.some((piece) => /\s/.test(piece) && /[a-z]{2,}|[\u3400-\u9fff]/.test(piece))) return false
  return !text.split(/[\s,;、]+/).some((word) => TOKEN.test(word.toUpperCase()) || asRange(word.toUpperCase()) !== null)
}

/**
 * References of one cell. `quantity` (when the row states a whole number) decides the doubtful cases: a bare right end
 * (`R1-4`) is a range if the total then equals it, a multi-unit package (`U1A-U1D`) collapses when it is 1.
 */
export function parseRefs(raw: string, quantity: number | null): ParsedRefs {
  const notes: RefNote[] = []
  let text = working(raw)
  if (saysNothing(text)) return { refs: [], notes }
  text = text.replace(/^['"]+|['"]+$/g, '')
  const quick = token(text.toUpperCase())
  if (quick !== null) return { refs: [{ ref: text.toUpperCase(), dnp: false }], notes }
  const latin = text.replace(LOOKALIKE, (char) => LOOKALIKES[char] ?? char)
  if (latin !== text && /^[\x20-\x7e]*$/.test(latin)) {
    notes.push({ code: 'BOM-W027', params: { t: text, v: latin } })
    text = latin
  }

  if (isProse(text)) return { refs: [], notes: [{ code: 'BOM-E020', params: { t: text } }] }

  const refs: ParsedRef[] = []
  const doubtful: Range[] = []
  let prefix = ''
  const push = (ref: string, dnp: boolean): void => {
    if (refs.length < MAX_REFS_PER_LINE) refs.push({ ref, dnp })
  }

  for (const part of split(text)) {
    const marked = REF_DNP.exec(part)
    const dnp = marked !== null
    const piece = (marked?.[1] ?? marked?.[2] ?? part).toUpperCase().replace(/^[-~]+$/, '')
    if (piece === '' || saysNothing(piece)) continue
    const single = token(piece)
    if (single !== null) {
      prefix = single.prefix
      push(piece, dnp)
      continue
    }
    if (/^\d{1,5}$/.test(piece)) {
      if (prefix === '') notes.push({ code: 'BOM-E020', params: { t: piece } })
      push(prefix + piece, dnp)
      continue
    }
    const range = asRange(piece)
    if (range !== null) {
      prefix = range.from.prefix
      if (range.bare) {
        doubtful.push(range)
        push(`\u0000${doubtful.length - 1}`, dnp)
      } else expand(range, dnp, quantity, push, notes)
      continue
    }
    const bareRange = prefix === '' ? null : /^(\d{1,5})[-~](\d{1,5})$/.exec(piece)
    if (bareRange !== null) {
      const inherited = asRange(prefix + piece)
      if (inherited !== null) expand(inherited, dnp, quantity, push, notes)
      continue
    }
    if (piece.includes('?')) {
      notes.push({ code: 'BOM-E021', params: { t: part } })
      push(piece, dnp)
      continue
    }
    if (GLUED.test(piece)) {
      const found = piece.match(/[A-Z]{1,4}\d{1,4}/g) ?? []
      // `P1V8` is a net name; glued references repeat one prefix.
      const prefixes = new Set(found.map((ref) => ref.replace(/\d+/, '')))
      if (prefixes.size === 1) {
        notes.push({ code: 'BOM-W025', params: { t: piece } })
        for (const ref of found) push(ref, dnp)
        continue
      }
    }
    if (!NAME_LIKE.test(piece)) notes.push({ code: 'BOM-E020', params: { t: part } })
    push(piece, dnp)
  }
  return { refs: settle(refs, doubtful, quantity, notes), notes }
}

function expand(
  range: Range,
  dnp: boolean,
  quantity: number | null,
  push: (ref: string, dnp: boolean) => void,
  notes: RefNote[],
): void {
  const { from, to, text } = range
  if (from.prefix !== to.prefix) {
    notes.push({ code: 'BOM-E022', params: { t: text } })
    push(from.prefix + from.digits + from.unit, dnp)
    push(to.prefix + to.digits + to.unit, dnp)
    return
  }
  const start = Number(from.digits)
  const end = Number(to.digits)
  if (start === end && from.unit !== '' && to.unit !== '') {
    if (quantity === 1) return push(from.prefix + from.digits, dnp)
    for (let code = from.unit.charCodeAt(0); code <= to.unit.charCodeAt(0); code++)
      push(from.prefix + from.digits + String.fromCharCode(code), dnp)
    return
  }
  if (end < start) notes.push({ code: 'BOM-W023', params: { t: text } })
  const [low, high] = end < start ? [end, start] : [start, end]
  if (high - low + 1 > MAX_RANGE) {
    notes.push({ code: 'BOM-E024', params: { t: text } })
    return push(text, dnp)
  }
  const width = from.digits.startsWith('0') ? from.digits.length : 1
  for (let value = low; value <= high; value++) push(numbered(from.prefix, value, width), dnp)
}

/** Resolves `R1-4`: range if that explains the quantity, else literal if that does, else range with a warning. */
function settle(refs: ParsedRef[], doubtful: readonly Range[], quantity: number | null, notes: RefNote[]): ParsedRef[] {
  if (doubtful.length === 0) return refs
  const expanded = (asRanges: boolean): ParsedRef[] =>
    refs.flatMap((item) => {
      const range = item.ref.startsWith('\u0000') ? doubtful[Number(item.ref.slice(1))] : undefined
      if (range === undefined) return [item]
      if (!asRanges || Number(range.to.digits) <= Number(range.from.digits)) return [{ ref: range.text, dnp: item.dnp }]
      const out: ParsedRef[] = []
      expand(range, item.dnp, null, (ref, dnp) => out.push({ ref, dnp }), asRanges ? notes : [])
      return out
    })
  const literal = expanded(false)
  if (quantity !== null && literal.length === quantity) return literal
  const ranges = expanded(true)
  if (quantity !== null && ranges.length !== quantity && ranges.length !== literal.length) {
    for (const { text } of doubtful) notes.push({ code: 'BOM-W026', params: { t: text } })
  }
  return ranges
}

/** Does the cell read as a list of references? Used to recognise columns, so strict. */
export function looksLikeRefs(text: string): boolean {
  if (text.length > 20_000) return false
  const parts = text
    .toUpperCase()
    .split(/[\s,;、/]+/)
    .filter((part) => part !== '')
  if (parts.length === 0) return false
  let good = 0
  for (const part of parts.slice(0, 20)) {
    const piece = part.replace(/[([].*$|\*$/g, '')
    if (
      /^[A-Z_]{1,8}\d{1,5}[A-Z]?$/.test(piece) ||
      /^[A-Z_]{1,8}\d{1,5}[A-Z]?(-|~|\.\.)([A-Z_]{0,8})\d{1,5}[A-Z]?$/.test(piece) ||
      /^[A-Z]{1,3}\?$/.test(piece)
    )
      good++
  }
  return good >= Math.min(parts.length, 20) * 0.7
}

const ORDER = /^([A-Z_]*)(\d*)(.*)$/

/** Natural order: prefix, number, unit. */
export function compareRefs(a: string, b: string): number {
  const [, prefixA = '', numberA = '', restA = ''] = ORDER.exec(a) ?? []
  const [, prefixB = '', numberB = '', restB = ''] = ORDER.exec(b) ?? []
  if (prefixA !== prefixB) return prefixA < prefixB ? -1 : 1
  const difference = Number(numberA || 0) - Number(numberB || 0)
  if (difference !== 0) return difference
  return restA < restB ? -1 : restA > restB ? 1 : 0
}

/** Consecutive references as ranges (`R1 R2 R3` → `R1-R3`); `parseRefs` expands them to the same set. */
export function compressRefs(refs: readonly string[]): string {
  const sorted = [...new Set(refs)].toSorted(compareRefs)
  const out: string[] = []
  for (let i = 0; i < sorted.length;) {
    const first = token(sorted[i] ?? '')
    let j = i
    while (first !== null && first.unit === '' && j + 1 < sorted.length && j - i + 1 < MAX_RANGE) {
      const width = first.digits.startsWith('0') ? first.digits.length : 1
      const next = Number(first.digits) + (j + 1 - i)
      if (String(next).length > 5 || sorted[j + 1] !== numbered(first.prefix, next, width)) break
      j++
    }
    const from = sorted[i] ?? ''
    if (j - i >= 2) out.push(`${from}-${sorted[j] ?? ''}`)
    else for (let k = i; k <= j; k++) out.push(sorted[k] ?? '')
    i = j + 1
  }
  return out.join(',')
}
