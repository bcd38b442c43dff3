'use client'
import { useTranslation } from 'react-i18next'
import { useLocale } from '@/app/_lib/i18n'
import { settleText, stateIn, type BilingualText, type Language } from '@/server/kernel/bilingual'
import { StateChip } from './bilingual-state'
import { Findings } from './findings'
import { MarkedField } from './marked-field'
import { marksOf } from './marks'
import { Suggestions } from './suggestions'
import { nobody } from './typed'
import type { TypedText } from './types'
import type { TextHelp } from './use-text-help'
import { WordDiff } from './word-diff'
import classes from './editor.module.css'

type Props = Readonly<{
  /** The text as it is stored. */
  value: BilingualText
  typed: TypedText
  onType: (next: Partial<TypedText>) => void
  help: TextHelp
  label: string
  describedBy?: string
  /** It will count as verified when it is saved. */
  verified?: boolean
  /** The counterpart is a machine's and nobody touched it. */
  machine: boolean
  sourceLocked?: boolean
  autoFocus?: Language
  /** For what is one line. */
  short?: boolean
  maxLength?: number
}>

/** The two fields of a text with everything there is to say about them. */
export function BothSides(props: Props) {
  const { value, typed, onType, help, label, verified = false, sourceLocked = false } = props
  const { t } = useTranslation('language')
  const locale = useLocale()
  const { source } = typed
  const settled = settleText(value, { ...typed, verify: verified, machine: props.machine }, nobody)
  // Still shown while the counterpart is put right.
  const { was = '' } = value.state === 'stale' && value.source === source ? value : settled
  // The reader's language first: what they write best is where their eyes begin.
  const order: readonly Language[] = locale === 'zh' ? ['zh', 'en'] : ['en', 'zh']
  return (
    <>
      {was !== '' && (
        <div className={classes.changed}>
          <span className={classes.small}>{t('editor.changed')}</span>
          <WordDiff before={was} after={typed[source]} language={source} />
        </div>
      )}
      <div className={classes.sides}>
        {order.map((language) => {
          const readOnly = sourceLocked && language === source
          return (
            <div key={language} className={classes.side}>
              <div className={classes.head}>
                <span className={classes.language}>{t(`name.${language}`)}</span>
                {language === source ? (
                  <span className={classes.original}>{t('editor.original')}</span>
                ) : (
                  settled[source] !== '' && <StateChip state={stateIn(language, settled)} />
                )}
                {readOnly && <span className={classes.small}>{t('editor.readOnly')}</span>}
                {language !== source && !sourceLocked && typed[language].trim() !== '' && (
                  <button type="button" className={classes.swap} onClick={() => onType({ source: language })}>
                    {t('editor.makeOriginal')}
                  </button>
                )}
              </div>
              <MarkedField
                own={help.fields[language]}
                language={language}
                value={typed[language]}
                onChange={(text) => onType({ [language]: text })}
                marks={marksOf(language, help.checks)}
                label={t('editor.label', { what: label, language: t(`name.${language}`) })}
                describedBy={props.describedBy}
                readOnly={readOnly}
                autoFocus={props.autoFocus === language}
                short={props.short}
                maxLength={props.maxLength}
              />
            </div>
          )
        })}
      </div>
      <Findings checks={help.checks} />
      {help.proposedBy !== null && (
        <p className={classes.note}>{t('editor.machineTaken', { machine: help.proposedBy })}</p>
      )}
      <Suggestions suggestions={help.suggestions} source={typed[source]} language={source} onTake={help.take} />
    </>
  )
}
