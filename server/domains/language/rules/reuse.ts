import { checkParity } from './parity'
import { otherLanguage, type Language } from '@/server/kernel/bilingual'

/** Figures as they are written, without sign or unit. */
const figure = /\d+(?:[.,]\d+)*/g
const figuresOf = (text: string): string[] => text.match(figure) ?? []
const skeleton = (text: string): string => text.replace(figure, '#').replace(/\s+/g, ' ').trim().toLowerCase()

/** A remembered counterpart made to fit: `as` is what to offer, `figures` whether its figures are those of the text. */
export type Reused = Readonly<{ text: string; adapted: boolean; figures: boolean }>

/**
 * What a remembered pair offers for a similar text. Where only figures differ, they are put in place of the old ones,
 * each of which must stand in the counterpart as often as in the source; the outcome is offered only if it passes the
 * parity check. Otherwise the counterpart comes as it was, and `figures` says whether it agrees with the text.
 */
export function reuse(text: string, language: Language, remembered: Readonly<Record<Language, string>>): Reused {
  const counterpart = remembered[otherLanguage(language)]
  const agrees = (words: string) => checkParity(language === 'en' ? text : words, language === 'zh' ? text : words).ok
  if (agrees(counterpart)) return { text: counterpart, adapted: false, figures: true }
  const source = remembered[language]
  const [before, after] = [figuresOf(source), figuresOf(text)]
  if (skeleton(source) === skeleton(text) && before.length === after.length) {
    const replaced = replaceFigures(counterpart, before, after)
    if (replaced !== null && agrees(replaced)) return { text: replaced, adapted: true, figures: true }
  }
  return { text: counterpart, adapted: false, figures: false }
}

/** Null where it is not clear which figure stands for which. */
function replaceFigures(counterpart: string, before: readonly string[], after: readonly string[]): string | null {
  const targets = new Map<string, string>()
  for (const [index, old] of before.entries()) {
    const next = after[index] ?? old
    if ((targets.get(old) ?? next) !== next) return null
    targets.set(old, next)
  }
  const counted = (list: readonly string[]) => list.toSorted().join(' ')
  if (counted(figuresOf(counterpart)) !== counted(before)) return null
  return counterpart.replace(figure, (old) => targets.get(old) ?? old)
}
