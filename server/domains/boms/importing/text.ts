/** Control and format characters no cell shows: zero-width, bidi, soft hyphen. Tabs and line breaks stay. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
const PLAIN = /^[\x20-\x7e]*$/

/**
 * Working copy of a cell: full-width to half-width (NFKC), µ and Ω unified to Greek letters, odd spaces and dashes
 * made plain, invisible characters removed, trimmed. The raw text is never normalised.
 */
export function working(raw: string): string {
  if (PLAIN.test(raw)) return raw.trim()
  return raw
    .replace(SPACES, ' ')
    .replace(DASHES, '-')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .trim()
}

export const isCjk = (text: string): boolean => /[\u3400-\u9fff\uf900-\ufaff]/.test(text)

const TRADITIONAL = '數號單價稱規編備註層級廠貨裝類應種選位置圖號組說項總計製審準產機購'
const SIMPLIFIED = '数号单价称规编备注层级厂货装类应种选位置图号组说项总计制审准产机购'
const TO_SIMPLIFIED = new Map(Array.from(TRADITIONAL, (char, i) => [char, Array.from(SIMPLIFIED)[i] ?? char] as const))

/** Accents off Latin letters, so that one spelling covers `Gehäuse` and `GEHAUSE`. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .normalize('NFC')
}

export type NormalHeader = { key: string; hint: string }

/**
 * Header cell as the alias table spells it: lower case, no spaces or punctuation, Traditional characters simplified.
 * Text in brackets becomes a unit hint (`Unit Price(USD)` → `unitprice`, `usd`) unless nothing else remains.
 */
export function normalizeHeader(raw: string): NormalHeader {
  let text = working(raw).toLowerCase()
  let hint = ''
  const bracket = /[([{【](.*?)[)\]}】]/g
  const without = text.replace(bracket, ' ')
  if (squeeze(without) !== '') {
    hint = Array.from(text.matchAll(bracket), (m) => m[1] ?? '')
      .join(' ')
      .trim()
    text = without
  }
  // `Unit$` is a price, not a unit.
  const money = /^(unit|ext)[^a-z]*[$€¥£]/.exec(text)
  return { key: money === null ? squeeze(text) : `${money[1] ?? ''}price`, hint }
}

function squeeze(text: string): string {
  const folded = fold(text).replace(/[\s_\-./\\#*'"`:?,;&+=|()[\]{}【】®™°€$£¥%№]/g, (char) =>
    char === '%' ? '%' : '',
  )
  if (!isCjk(folded)) return folded
  return Array.from(folded, (char) => TO_SIMPLIFIED.get(char) ?? char).join('')
}

/** `0` → `A`, `26` → `AA`. */
export function columnLetter(index: number): string {
  let out = ''
  for (let n = index; n >= 0; n = Math.floor(n / 26) - 1) out = String.fromCharCode(65 + (n % 26)) + out
  return out
}

/** Empty, or a mark people put where nothing belongs. KiCad writes `~`, EAGLE exports `*`. */
export function isBlank(text: string): boolean {
  return text === '' || text === '~' || text === '*'
}

/** `null` for blanks. */
export function orNull(text: string | undefined): string | null {
  if (text === undefined) return null
  const trimmed = text.trim()
  return isBlank(trimmed) ? null : trimmed
}

/** Words that say there is no reference or quantity here. */
const NOTHING = /^(无|没有|空|\/+|-+|n\/?a|na|none|nil|null|无位号)$/i

export const saysNothing = (text: string): boolean => isBlank(text) || NOTHING.test(text)
