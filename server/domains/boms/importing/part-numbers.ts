import type { Alternate } from './types'

const SEPARATOR = /\n|;|；|、|\s+or\s+|或|\s+\/\s+/i
const MAKER_AND_PART = /^([A-Za-z&][\w&.+\- ]*?|[\u3400-\u9fff][^\s]*)\s+(\S*\d\S*(?:\s\(.*\))?)$/

/**
 * Part numbers of one cell, the first being the main one. A bare slash or comma belongs to the number
 * (`LM358DR/NOPB`, `74LVC1G07GV,125`); only separators with meaning split.
 */
export function splitPartNumbers(text: string): string[] {
  const parts = text
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length === 0 ? [text.trim()] : [...new Set(parts)]
}

export type MakerPart = { manufacturer: string | null; mpn: string }

/** `YAGEO CC0402KRX7R7BB104, Murata GRM…` from a column that holds both; each entry apart. */
export function splitMakerParts(text: string): MakerPart[] {
  const entries = text
    .split(/,\s+|;\s*|\n/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries.map((entry) => {
    const match = MAKER_AND_PART.exec(entry)
    return match === null
      ? { manufacturer: null, mpn: entry }
      : { manufacturer: match[1]?.trim() ?? null, mpn: match[2] ?? entry }
  })
}

/** Numbered 1…n, the main part and repetitions left out. */
export function rankAlternates(main: string | null, found: readonly MakerPart[]): Alternate[] {
  const seen = new Set(main === null ? [] : [main.toLowerCase()])
  const out: Alternate[] = []
  for (const { mpn, manufacturer } of found) {
    if (mpn === '' || seen.has(mpn.toLowerCase())) continue
    seen.add(mpn.toLowerCase())
    out.push({ mpn, manufacturer, priority: out.length + 1 })
  }
  return out
}
