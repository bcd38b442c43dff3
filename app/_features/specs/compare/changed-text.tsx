import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { languageTags } from '@/locales/config'
import { wordDiff } from '@/server/domains/language/rules/word-diff'
import type { Language } from '@/server/kernel/bilingual'
import classes from './changed-text.module.css'

type Props = Readonly<{
  from: string
  to: string
  language: Language | null
  /** One side of two, or both in one text. */
  show: 'before' | 'after' | 'both'
}>

/** A text with what was removed struck through and what was added underlined, said aloud as well as coloured. */
export const ChangedText = memo(function ChangedText({ from, to, language, show }: Props) {
  const { t } = useTranslation('specs')
  const pieces = wordDiff(from, to).filter(
    ({ kind }) => kind === 'same' || show === 'both' || kind === (show === 'before' ? 'removed' : 'added'),
  )
  if (pieces.length === 0) return <span className={classes.empty}>{t('compare.empty')}</span>
  return (
    <span className={classes.text} lang={language === null ? undefined : languageTags[language]}>
      {pieces.map(({ kind, text }, index) =>
        kind === 'same' ? (
          text
        ) : kind === 'removed' ? (
          <del key={index} className={classes.removed}>
            <span className={classes.spoken}>{`[${t('compare.was')} `}</span>
            {text}
            <span className={classes.spoken}>]</span>
          </del>
        ) : (
          <ins key={index} className={classes.added}>
            <span className={classes.spoken}>{`[${t('compare.now')} `}</span>
            {text}
            <span className={classes.spoken}>]</span>
          </ins>
        ),
      )}
    </span>
  )
})
