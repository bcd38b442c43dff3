/** Languages of content, as stored. `zh` is Simplified Chinese. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]
export const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh' : 'en')

/** How far the counterpart of the source text can be trusted. */
export const translationStates = ['missing', 'machine', 'human', 'verified', 'stale'] as const
export type TranslationState = (typeof translationStates)[number]

/** Text a user wrote. `source` is the language it was written in; `state` speaks of the other language. */
export type BilingualText = Readonly<{ en: string; zh: string; source: Language; state: TranslationState }>

const han = /\p{Script=Han}/u
/** The language a text is written in: any Han character makes it Chinese. */
export const detectLanguage = (text: string): Language => (han.test(text) ? 'zh' : 'en')

/** Text as its author typed it, with or without a counterpart; typing a counterpart by hand makes it `human`. */
export function bilingual(source: Language, text: string, counterpart = ''): BilingualText {
  const [own, other] = [text.trim(), counterpart.trim()]
  const state: TranslationState = other === '' ? 'missing' : 'human'
  return source === 'en' ? { en: own, zh: other, source, state } : { en: other, zh: own, source, state }
}

/** Text whose language is read from its characters, as for imported cells. */
export const bilingualFrom = (text: string): BilingualText => bilingual(detectLanguage(text), text)

/** What a reader of `language` sees: their text, or the other one where theirs is missing. */
export function readIn(language: Language, text: BilingualText): { text: string; language: Language } {
  const own = text[language]
  if (own !== '') return { text: own, language }
  return { text: text[otherLanguage(language)], language: otherLanguage(language) }
}

/** Both texts in one line, for search. */
export const searchable = (text: BilingualText): string => [text.en, text.zh].filter(Boolean).join(' ')

/** Both texts as a form hands them over. Written in the preferred language unless only the other one was filled in. */
export function bilingualOf(preferred: Language, typed: Readonly<Record<Language, string>>): BilingualText {
  const source = typed[preferred].trim() === '' && typed[otherLanguage(preferred)].trim() !== '' ? otherLanguage(preferred) : preferred
  return bilingual(source, typed[source], typed[otherLanguage(source)])
}
