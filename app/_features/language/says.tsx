'use client'
import { useTranslation } from 'react-i18next'
import type { Finding } from '@/server/domains/language/rules/parity'
import type { Language } from '@/server/kernel/bilingual'
import { counterpartIn } from '@/server/domains/language/glossary/term'
import type { Says } from './marks'

/** What a mark means, in the reader's language. `language` is the one of the text it stands in. */
export function useSays(): (says: Says, language: Language) => string {
  const { t } = useTranslation('language')
  const finding = useFindingText()
  return (says, language) => {
    switch (says.kind) {
      case 'finding':
        return finding(says.finding)
      case 'missing':
        return t('editor.termMissing', {
          term: counterpartIn(language, says.missing.hit.term),
          wanted: says.missing.wanted,
        })
      case 'term': {
        const { term } = says.hit
        const words = {
          term: counterpartIn(language, term),
          counterpart: counterpartIn(language === 'en' ? 'zh' : 'en', term),
        }
        return t(term.origin === 'base' ? 'editor.termBase' : 'editor.termAgreed', words)
      }
      case 'bite':
        return t(`bites.${says.bite.id}`)
    }
  }
}

/** One thing that two texts do not agree on, in words. */
export function useFindingText(): (finding: Finding) => string {
  const { t, i18n } = useTranslation('language')
  return ({ code, params }) => {
    const key = `language:parity.${code}`
    // Which sentence it is comes from the engine; that it exists was checked.
    return i18n.exists(key) ? i18n.t(key as 'language:editor.finding', { ...params }) : t('editor.finding')
  }
}
