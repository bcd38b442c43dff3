'use client'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualTextarea, type BilingualDraft } from '@/app/_components/bilingual-textarea'
import { isComposing } from '@/app/_components/form'
import classes from './reason-field.module.css'

export const noWords: BilingualDraft = { en: '', zh: '' }
export const isSaid = ({ en, zh }: BilingualDraft): boolean => en.trim() !== '' || zh.trim() !== ''

type Props = Readonly<{
  label: string
  hint?: string
  value: BilingualDraft
  onChange: (value: BilingualDraft) => void
  /** Ctrl or ⌘ with Enter. */
  onSend?: () => void
  autoFocus?: boolean
  required?: boolean
}>

/** Words of the reader's own, in one language or both, with a label above. */
export function ReasonField({ label, hint, value, onChange, onSend, autoFocus = false, required = false }: Props) {
  const { t } = useTranslation('common')
  const send = (event: KeyboardEvent) => {
    if (onSend === undefined || event.key !== 'Enter' || isComposing(event)) return
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    onSend()
  }
  return (
    <div>
      <div className={classes.label}>
        {label}
        {required && (
          <span aria-hidden className={classes.star}>
            {' *'}
          </span>
        )}
      </div>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      <div className={classes.words}>
        <BilingualTextarea
          value={value}
          onChange={onChange}
          words={{
            label: (language) => t(`reason.field.${language}`, { label }),
            add: (language) => t(`reason.add.${language}`),
            remove: t('reason.remove'),
          }}
          minRows={2}
          autoFocus={autoFocus}
          onKeyDown={send}
        />
      </div>
    </div>
  )
}
