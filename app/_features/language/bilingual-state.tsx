'use client'
import { useTranslation } from 'react-i18next'
import { otherLanguage, type BilingualText, type TranslationState } from '@/server/kernel/bilingual'
import classes from './bilingual-state.module.css'

/** How far the counterpart of a text can be trusted, in a word. Says nothing of an empty text. */
export function BilingualState({ text, quiet = false }: { text: BilingualText; quiet?: boolean }) {
  const { t } = useTranslation('language')
  if (text[text.source] === '') return null
  // In lists what is in order need not be said.
  if (quiet && (text.state === 'human' || text.state === 'verified')) return null
  const other = t(`name.${otherLanguage(text.source)}`)
  return (
    <span className={classes.chip} data-state={text.state} title={text.differs ? t('marks.differs') : undefined}>
      {other} · {t(`state.${text.state}`)}
      {text.differs && ' ≠'}
    </span>
  )
}

/** The state of one side, inside the editor. */
export function StateChip({ state }: { state: TranslationState }) {
  const { t } = useTranslation('language')
  return (
    <span className={classes.chip} data-state={state}>
      {t(`state.${state}`)}
    </span>
  )
}
