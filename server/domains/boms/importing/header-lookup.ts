import { aliasEntries, PATTERNS, type AliasEntry } from './aliases'
import type { CanonicalField } from './fields'
import { fieldWeight } from './fields'
import { isCjk, normalizeHeader, working } from './text'
import { variantOfHeader } from './variants'

export type HeaderMatch = {
  key: string
  /** Text in brackets: a unit, a currency, a restriction. */
  hint: string
  candidates: readonly AliasEntry[]
  /** `MPN 2` → 2; null when the name carries no number. */
  ordinal: number | null
  /** The two languages of one header disagree (BOM-W011). */
  conflict: boolean
  /** `Manufacturer/MPN`: one column for two fields. */
  merged: boolean
}

const NONE: readonly AliasEntry[] = []
const PREFIX_EN = /^(component|comp|part|item|bom|pcb|schematic|eda|primary|main|preferred|1st|first)(?=.{2,})/
const PREFIX_ZH = /^(物料|元器件|元件|器件|零件|材料|子项|子件|产品|商品|主料|主要|pcb|bom)(?=.+)/
const MAX_HEADER_CHARS = 60

function byKey(key: string): readonly AliasEntry[] {
  if (key === '') return NONE
  const exact = aliasEntries(key)
  if (exact.length > 0) return exact
  for (const [pattern, field] of PATTERNS) if (pattern.test(key)) return [{ field, strength: 'weak' }]
  return NONE
}

function byKeyLoosely(key: string): readonly AliasEntry[] {
  const direct = byKey(key)
  if (direct.length > 0) return direct
  const bare = key.replace(PREFIX_ZH, '').replace(PREFIX_EN, '')
  if (bare !== key) {
    const found = aliasEntries(bare)
    if (found.length > 0) return found
  }
  return key.endsWith('s') ? aliasEntries(key.slice(0, -1)) : NONE
}

const heaviest = (entries: readonly AliasEntry[]): number =>
  Math.max(0, ...entries.map(({ field }) => fieldWeight(field)))

function match(
  key: string,
  hint: string,
  candidates: readonly AliasEntry[],
  more: Partial<HeaderMatch> = {},
): HeaderMatch {
  return { key, hint, candidates, ordinal: null, conflict: false, merged: false, ...more }
}

const sameField = (a: readonly AliasEntry[], b: readonly AliasEntry[]): boolean =>
  a.some((x) => b.some((y) => x.field === y.field))

/** Header of two scripts: each looked up alone, the Chinese one wins a disagreement. */
function bilingual(text: string, hint: string): HeaderMatch | null {
  if (!isCjk(text) || !/[a-z]{2,}/i.test(text)) return null
  const cjk = normalizeHeader(text.replace(/[a-z][a-z .#_-]*/gi, ' '))
  const latin = normalizeHeader(text.replace(/[^\x20-\x7e]+/g, ' '))
  const zh = byKeyLoosely(cjk.key)
  const en = byKeyLoosely(latin.key)
  if (zh.length === 0 && en.length === 0) return null
  const conflict = zh.length > 0 && en.length > 0 && !sameField(zh, en)
  if (zh.length > 0 && en.length > 0 && !conflict) {
    // Agreement settles what either name alone leaves open.
    const agreed = zh
      .filter((x) => en.some((y) => y.field === x.field))
      .map(({ field }) => ({ field, strength: 'strong' as const }))
    return match(cjk.key, hint, agreed.slice(0, 1))
  }
  return zh.length > 0 ? match(cjk.key, hint, zh, { conflict }) : match(latin.key, hint, en)
}

function compound(text: string, hint: string): HeaderMatch | null {
  const parts = text.split(/[/|&\n]|\bor\b|\band\b|或/i).map((part) => normalizeHeader(part).key)
  if (parts.length < 2 || parts.length > 4) return null
  const found = parts.map(byKeyLoosely).filter((entries) => entries.length > 0)
  const best = found.toSorted((a, b) => heaviest(b) - heaviest(a))[0]
  if (best === undefined) return null
  const has = (field: CanonicalField): boolean =>
    found.some((entries) => entries.some((entry) => entry.field === field))
  return match(parts.join('/'), hint, best, { merged: has('mpn') && has('manufacturer') })
}

/** `替代料1/型号`: the group caption turns a main field into an alternate's. */
function captioned(caption: string, child: string): HeaderMatch | null {
  const group = lookupHeader(caption)
  const inner = lookupHeader(child)
  const isAlternate = group.candidates.some(({ field }) => field === 'alternates')
  if (!isAlternate) return inner.candidates.length > 0 ? inner : null
  const [main] = inner.candidates
  if (main === undefined) return null
  const as: CanonicalField | null = inner.candidates.some(({ field }) => field === 'mpn' || field === 'ipn')
    ? 'alternates'
    : main.field === 'manufacturer'
      ? 'altManufacturer'
      : null
  if (as === null) return match(`${group.key}${inner.key}`, inner.hint, NONE)
  return match(`${group.key}${inner.key}`, inner.hint, [{ field: as, strength: 'strong' }], {
    ordinal: group.ordinal ?? 1,
  })
}

const cache = new Map<string, HeaderMatch>()
const CACHE_SIZE = 2_000

/** Meaning of one header cell, by name alone; content decides between several candidates later. */
export function lookupHeader(raw: string): HeaderMatch {
  const cached = cache.get(raw)
  if (cached !== undefined) return cached
  const found = find(raw)
  if (cache.size >= CACHE_SIZE) cache.clear()
  if (raw.length <= MAX_HEADER_CHARS * 2) cache.set(raw, found)
  return found
}

/** Joins a group caption and the header below it, for `lookupHeader`. */
export const CAPTION_MARK = '\u0002'

function find(raw: string): HeaderMatch {
  const captionEnd = raw.indexOf(CAPTION_MARK)
  if (captionEnd !== -1) {
    const both = captioned(raw.slice(0, captionEnd), raw.slice(captionEnd + 1))
    return both ?? find(raw.slice(captionEnd + 1))
  }
  if (raw.length > MAX_HEADER_CHARS * 3) return match('', '', NONE)
  const text = working(raw)
  if (text === '' || text.length > MAX_HEADER_CHARS) return match('', '', NONE)
  const variant = variantOfHeader(text)
  if (variant !== null && aliasEntries(normalizeHeader(raw).key).length === 0)
    return match(normalizeHeader(raw).key, variant, [{ field: 'variants', strength: 'strong' }])
  if (text === '#') return match('#', '', [{ field: 'lineNo', strength: 'strong' }])
  const { key, hint } = normalizeHeader(raw)
  if (key === '' || /^\d+$/.test(key)) return match(key, hint, NONE)
  // `Mfr. #` is a number, `Mfr.` a name: the sign counts as "no" when that gives a known name.
  const numberSign = /[a-z.]\s*#/i.test(text) ? normalizeHeader(text.replace(/#/g, ' no')).key : key
  const signed = numberSign === key ? NONE : byKey(numberSign)
  if (signed.length > 0) return match(numberSign, hint, signed)
  const exact = aliasEntries(key)
  if (exact.length > 0) return match(key, hint, exact)
  const numbered =
    /^(.*?\D)(\d{1,2})$/.exec(key) ?? /^(.+?)(\d)((?:pn|part|partnumber|price|sku|url|manufacturer|mfr)?)$/.exec(key)
  if (numbered !== null) {
    const stem = (numbered[1] ?? '') + (numbered[3] ?? '')
    const entries = byKeyLoosely(stem)
    if (entries.length > 0) return match(stem, hint, entries, { ordinal: Number(numbered[2]) })
  }
  const mixed = bilingual(text, hint)
  if (mixed !== null) return mixed
  const parts = compound(text, hint)
  if (parts !== null && !/^\W*$/.test(key)) {
    const whole = byKeyLoosely(key)
    return whole.length > 0 && !parts.merged ? match(key, hint, whole) : parts
  }
  return match(key, hint, byKeyLoosely(key))
}
