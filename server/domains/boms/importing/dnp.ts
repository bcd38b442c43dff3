import type { ValueKind } from './kinds'
import { working } from './text'

const WORDS = 'DNP DNI DNF DNM DNS DNL NP NF NM NOPOP NOSTUFF EXCLUDED 不贴 不装 不焊 空贴 空焊 不上件 留空 预留 不安装'
const TRUE_WORDS = new Set([...WORDS.split(' '), ...'X Y YES TRUE 1 √ ✓ ✔ 是 NC'.split(' ')])
const FALSE_WORDS = new Set(['', ...'N NO FALSE 0 否 贴 装 焊 FITTED POPULATED - ~ *'.split(' ')])
const PLACED_WORDS = new Set(['', ...'Y YES TRUE 1 √ ✓ ✔ X 是 贴 装 焊 FITTED POPULATED PLACE POPULATE'.split(' ')])

/** Phrases people write instead of the tokens. */
const PHRASE =
  /\b(do ?n[o']?t (?:place|populate|install|fit|mount|stuff|assemble|load|solder)|not (?:placed|populated|installed|fitted|mounted|stuffed|assembled|loaded)|no (?:pop|stuff|load|place|mount)|unpopulated|unmounted|leave (?:empty|open|unpopulated)|nicht (?:bestückt|bestücken)|non monté)\b/i
const LONG = /(?<![A-Za-z0-9_])(DNP|DNI|DNF|DNM|DNS|DNL|NOPOP|NOSTUFF)(?![A-Za-z0-9_])/i
/** Two letters are units too (`100 NF`, `520 NM`), so they count in capitals and never after a number. */
const SHORT = /(?<![A-Za-z0-9_.]|\d\s)(NP|NF|NM)(?![A-Za-z0-9_])/
const CHINESE = /不贴|不装|不焊|空贴|空焊|不上件|留空|不安装/
const NC = /(?<![A-Za-z0-9_])NC(?![A-Za-z0-9_])/
const NOT_NC = /NC\/NO|NO\/NC|常闭|normally/i
const NC_KINDS: ReadonlySet<ValueKind> = new Set([
  'resistor',
  'resistorNetwork',
  'capacitor',
  'inductor',
  'ferrite',
  'diode',
  'ic',
  'transistor',
])

/** A cell of a DNP column. Unknown words count as "not placed" only when they say so. */
export function isDnpMark(raw: string): boolean {
  const text = working(raw).toUpperCase()
  if (FALSE_WORDS.has(text)) return false
  return TRUE_WORDS.has(text) || saysDnp(text, null)
}

/** A cell of a "fitted" column, the inverse; blank = fitted. */
export function isUnfittedMark(raw: string): boolean {
  const text = working(raw).toUpperCase()
  if (PLACED_WORDS.has(text)) return false
  return FALSE_WORDS.has(text) || saysDnp(text, null) || text === 'NC'
}

/** Does free text (value, description, note) mark the part as not placed? `NC` counts for kinds that have no contacts. */
export function saysDnp(raw: string, kind: ValueKind | null): boolean {
  if (raw.length < 2) return false
  const text = working(raw)
  if (LONG.test(text) || CHINESE.test(text) || PHRASE.test(text) || (text.length <= 24 && SHORT.test(text))) return true
  return NC.test(text) && kind !== null && NC_KINDS.has(kind) && !NOT_NC.test(text)
}

/** Value text without the mark: `10k/DNP` → `10k`, `NC(10K)` → `10K`; the text itself when nothing else remains. */
export function withoutDnp(raw: string, kind: ValueKind | null): string {
  let text = raw.replace(LONG, ' ').replace(SHORT, ' ').replace(CHINESE, ' ')
  if (kind !== null && NC_KINDS.has(kind) && !NOT_NC.test(raw)) text = text.replace(NC, ' ')
  if (text === raw) return raw
  const bare = text
    .replace(/[([{]\s*[)\]}]/g, ' ')
    .replace(/^[\s/,;|_\-:]+|[\s/,;|_\-:]+$/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\s{2,}/g, ' ')
    .trim()
  return bare === '' ? raw : bare
}
