'use client'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { Textarea } from '@/app/_components/ui/textarea'
import { languageTags } from '@/locales/config'
import { bilingual, languages, otherLanguage, reviseText, type BilingualText } from '@/server/kernel/bilingual'
import { TranslationChip } from './translation-chip'
import classes from './text-pair.module.css'
import type { TypedText } from './types'

type Props = Readonly<{
  label: string
  value: TypedText
  /** What stands there now, to show what becomes of the translation. */
  before?: BilingualText
  onChange: (value: TypedText) => void
  maxLength: number
  minRows?: number
  autoFocus?: boolean
  error?: ReactNode
}>

/** A text in both languages side by side, the one it was written in marked, and how far the other one can be trusted. */
export function TextPair({ label, value, before, onChange, maxLength, minRows = 1, autoFocus = false, error }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  const id = useId()
  const typed = bilingual(value.source, value[value.source], value[otherLanguage(value.source)])
  const after = before ? reviseText(before, value) : typed
  return (
    <fieldset className={classes.pair} aria-labelledby={id}>
      <div className={classes.head}>
        <span id={id} className={classes.label}>
          {label}
        </span>
        <span className={classes.source}>
          <span>{t('specs:editor.writtenIn')}</span>
          <SegmentedControl
            size="xs"
            aria-label={`${label}: ${t('specs:editor.writtenIn')}`}
            value={value.source}
            onChange={(source) => onChange({ ...value, source: source === 'zh' ? 'zh' : 'en' })}
            data={languages.map((language) => ({ value: language, label: t(`common:language.${language}`) }))}
          />
        </span>
      </div>
      <div className={classes.sides}>
        {languages.map((language) => (
          <div key={language} className={classes.side}>
            <Textarea
              autosize
              minRows={minRows}
              maxRows={14}
              maxLength={maxLength}
              lang={languageTags[language]}
              aria-label={t(`specs:requirement.field.${language}`, { label })}
              autoFocus={autoFocus && language === value.source}
              value={value[language]}
              error={language === value.source ? error : undefined}
              classNames={{ input: classes.input }}
              onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
            />
            <span className={classes.below}>
              {language === value.source ? (
                <span className={classes.original}>{t('specs:requirement.source')}</span>
              ) : (
                after[after.source] !== '' && <TranslationChip state={after.state} />
              )}
            </span>
          </div>
        ))}
      </div>
      {after.state === 'stale' && after.was !== undefined && (
        <p className={classes.was}>
          {t('specs:requirement.was')} <s lang={languageTags[after.source]}>{after.was}</s>
        </p>
      )}
    </fieldset>
  )
}
