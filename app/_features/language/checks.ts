import type { Term } from '@/server/domains/language/glossary/term'
import { missingTerms, termsIn } from '@/server/domains/language/glossary/terms-in'
import { bitesIn } from '@/server/domains/language/rules/bites'
import { checkParity } from '@/server/domains/language/rules/parity'
import type { Language } from '@/server/kernel/bilingual'
import type { Checks } from './marks'

const perLanguage = <T>(of: (language: Language) => T): Record<Language, T> => ({ en: of('en'), zh: of('zh') })

/** Reads both texts against each other and the words that count. */
export function checkTexts(text: Readonly<Record<Language, string>>, terms: readonly Term[]): Checks {
  const compared = text.en.trim() !== '' && text.zh.trim() !== ''
  return {
    findings: compared ? checkParity(text.en, text.zh).findings : [],
    compared,
    terms: perLanguage((language) => termsIn(text[language], language, terms)),
    missing: missingTerms(text, terms),
    bites: perLanguage((language) => bitesIn(text[language], language)),
  }
}
