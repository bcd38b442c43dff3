'use client'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { languageTags } from '@/locales/config'
import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import type { Suggestion } from './types'
import { WordDiff } from './word-diff'
import classes from './suggestions.module.css'

type Props = Readonly<{
  suggestions: readonly Suggestion[]
  /** The text now, which each remembered one is compared with. */
  source: string
  language: Language
  onTake: (suggestion: Suggestion) => void
}>

/** What was verified for the same and for similar texts, with the difference; one key takes it. */
export function Suggestions({ suggestions, source, language, onTake }: Props) {
  const { t } = useTranslation('language')
  const format = useFormat()
  if (suggestions.length === 0) return null
  return (
    <section className={classes.box} aria-label={t('editor.suggestions')}>
      <h3 className={classes.title}>{t('editor.suggestions')}</h3>
      <ul className={classes.list}>
        {suggestions.map((suggestion, index) => {
          const { likeness, remembered, text, adapted, figures, verifiedBy, verifiedAt } = suggestion
          return (
            <li key={`${remembered.source} ${remembered.counterpart}`} className={classes.item}>
              <p className={classes.text} lang={languageTags[otherLanguage(language)]}>
                {text}
              </p>
              {likeness < 1 && <WordDiff before={remembered.source} after={source} language={language} />}
              <div className={classes.facts}>
                <span>
                  {likeness === 1 ? t('editor.exact') : t('editor.close', { percent: Math.floor(likeness * 100) })}
                </span>
                {adapted && <span>{t('editor.adapted')}</span>}
                {!figures && <span className={classes.careful}>{t('editor.otherFigures')}</span>}
                {verifiedBy && (
                  <span>
                    {t('editor.verifiedBy', { person: format.person(verifiedBy), day: format.day(verifiedAt) })}
                  </span>
                )}
                <button type="button" className={classes.take} onClick={() => onTake(suggestion)}>
                  {t('editor.take', { number: index + 1 })}
                </button>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
