'use client'
import { useTranslation } from 'react-i18next'
import { useLocale } from '@/app/_lib/i18n'
import { languageTags } from '@/locales/config'
import { otherLanguage, readIn, type BilingualText } from '@/server/kernel/bilingual'
import classes from './bilingual-text.module.css'

/**
 * What somebody wrote, in the reader's language, else in the other one with a word saying so. Always marked with its
 * language, so that fonts, line breaks and screen readers treat it as what it is.
 */
export function BilingualWords({ text, both = false }: { text: BilingualText; both?: boolean }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const shown = readIn(locale, text)
  const other = otherLanguage(shown.language)
  return (
    <>
      <span className={classes.words} lang={languageTags[shown.language]}>
        {shown.text}
      </span>
      {shown.language !== locale && shown.text !== '' && (
        <span className={classes.only}>
          {t(shown.language === 'en' ? 'state.onlyInEnglish' : 'state.onlyInChinese')}
        </span>
      )}
      {both && text[other] !== '' && (
        <span className={`${classes.words} ${classes.other}`} lang={languageTags[other]}>
          {text[other]}
        </span>
      )}
    </>
  )
}
