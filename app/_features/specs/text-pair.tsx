'use client'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { isComposing } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { BothSides } from '@/app/_features/language/both-sides'
import { plain, sameText } from '@/app/_features/language/typed'
import { altKey, useTextHelp } from '@/app/_features/language/use-text-help'
import { bilingual, otherLanguage, type BilingualText } from '@/server/kernel/bilingual'
import classes from './text-pair.module.css'
import type { TypedText } from './types'

type Props = Readonly<{
  label: string
  value: TypedText
  /** What stands there now, to show what becomes of the translation. */
  before?: BilingualText
  onChange: (value: TypedText) => void
  productId: string
  critical: boolean
  maxLength: number
  /** One line, as a title is. */
  short?: boolean
  autoFocus?: boolean
}>

/**
 * A text of a form in both languages, as the common editor shows it. Saved with the form; that it is vouched for is said
 * here and counts from then on.
 */
export function TextPair({ label, value, before, onChange, productId, critical, maxLength, short, autoFocus }: Props) {
  const { t } = useTranslation('language')
  const id = useId()
  const [warned, setWarned] = useState(false)
  const stored = before ?? bilingual(value.source, '')
  const { en, zh, source, verify = false, machine = false } = value
  const typed = { en, zh, source }
  const onType = (next: Partial<typeof typed>, byMachine = false) => {
    setWarned(false)
    const untouched = machine && next.source === undefined && next[otherLanguage(source)] === undefined
    // Other words: nobody vouched for these.
    onChange({ ...typed, ...next, ...((byMachine || untouched) && { machine: true }) })
  }
  const help = useTextHelp({ value: stored, typed, onType, place: { productId }, critical })
  const both = en.trim() !== '' && zh.trim() !== ''
  const verifiable = both && (stored.state !== 'verified' || !sameText(typed, plain(stored)))
  const toggle = async () => {
    if (verify) return onChange(typed)
    if (!verifiable) return
    const differs = await help.differs()
    if (differs && !warned) return setWarned(true)
    setWarned(false)
    onChange({ ...typed, verify: true, differs })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const alt = altKey(event)
    if (alt === 'KeyV') void toggle()
    else if (!help.press(alt)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className={classes.pair} aria-labelledby={id} onKeyDown={onKeyDown}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <ErrorNotice error={help.error} />
      <BothSides
        value={stored}
        typed={typed}
        onType={onType}
        help={help}
        label={label}
        verified={verify}
        machine={machine}
        autoFocus={autoFocus ? source : undefined}
        short={short}
        maxLength={maxLength}
      />
      {warned && (
        <p className={classes.warning} role="alert">
          {t('editor.figuresFirst')}
        </p>
      )}
      {(verifiable || verify || help.canAsk) && (
        <div className={classes.foot}>
          {(verifiable || verify) && (
            <Button
              size="compact-sm"
              variant="default"
              color={warned ? 'red' : undefined}
              aria-pressed={verify}
              onClick={() => void toggle()}
            >
              {t(verify ? 'editor.verifiedOnSave' : warned ? 'editor.verifyDiffering' : 'editor.verifyOnSave')}
            </Button>
          )}
          {help.canAsk && (
            <Button size="compact-sm" variant="subtle" color="gray" loading={help.asking} onClick={help.ask}>
              {t('editor.machine', { machine: help.machine })}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  )
}
