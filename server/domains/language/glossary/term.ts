import type { Language } from '@/server/kernel/bilingual'

/** Where a term of an effective glossary comes from, seen by the reader: the product, their company, the other side. */
export const termOrigins = ['base', 'own', 'theirs'] as const
export type TermOrigin = (typeof termOrigins)[number]

/** Two words for one thing that both sides agreed on. */
export type Term = Readonly<{
  en: string
  zh: string
  /** A text that has the one and not the other is flagged. */
  locked: boolean
  origin: TermOrigin
}>

/** A term in a text (UTF-16 positions, end exclusive). */
export type TermHit = Readonly<{ start: number; end: number; term: Term }>

/** Characters of one term in one language. */
export const longestTerm = 120

/** The English term as it is compared: lower case, single spaces. Must fit the column of that name. */
export const termKey = (en: string): string => en.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Layers laid over each other, the later ones in place of earlier ones with the same English term. */
export function layTerms(layers: readonly (readonly Term[])[]): Term[] {
  const laid = new Map<string, Term>()
  for (const term of layers.flat()) laid.set(termKey(term.en), term)
  return [...laid.values()]
}

/** What a term is called in the other language. */
export const counterpartIn = (language: Language, { en, zh }: Pick<Term, 'en' | 'zh'>): string =>
  language === 'en' ? en : zh
