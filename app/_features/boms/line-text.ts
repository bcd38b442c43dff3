import { detectLanguage, readIn, type Language } from '@/server/kernel/bilingual'
import { microsText } from '@/server/domains/boms/exporting/columns'
import type { Line } from './types'

/** Description as the reader sees it, the name where there is none, and whether it is in the other language only. */
export function describe(
  line: Pick<Line, 'description' | 'name'>,
  locale: Language,
): { text: string; foreign: Language | null } {
  const { text, language } = readIn(locale, line.description)
  if (text === '') return { text: line.name, foreign: null }
  // A factory's sheet names the part in Chinese beside an English description: the reader has both.
  if (language !== locale && line.name !== '' && detectLanguage(line.name) === locale)
    return { text: `${line.name} · ${text}`, foreign: null }
  return { text, foreign: language === locale ? null : language }
}

/** `12500` micro-units of USD → `0.0125 USD`; the exact amount, because it was quoted exactly. */
export function priceText(micros: string | null, currency: string | null): string {
  if (micros === null) return ''
  return [microsText(BigInt(micros)), currency].filter(Boolean).join(' ')
}

/** What a message or a question calls a line: its references, else its part, else its number. */
export const lineLabel = ({
  refs,
  mpn,
  ipn,
  value,
  position,
}: Pick<Line, 'refs' | 'mpn' | 'ipn' | 'value' | 'position'>): string =>
  [refs, mpn || ipn || value].filter(Boolean).join(' · ') || String(position)
