'use client'
import { BilingualTextarea, type BilingualDraft } from '@/app/_components/bilingual-textarea'
import type { Language } from '@/server/kernel/bilingual'
import { useTranslation } from 'react-i18next'
import classes from './form.module.css'

type Props = Readonly<{
  legend: string
  label: (language: Language) => string
  value: BilingualDraft
  onChange: (value: BilingualDraft) => void
  minRows?: number
}>

/** Words in the writer's language, the other one a press away, under a heading. */
export function BilingualField({ legend, label, value, onChange, minRows = 1 }: Props) {
  const { t } = useTranslation('changes')
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{legend}</legend>
      <BilingualTextarea
        value={value}
        onChange={onChange}
        minRows={minRows}
        words={{
          label,
          add: (language) => t(`dialog.addLanguage.${language}`),
          remove: t('dialog.removeLanguage'),
        }}
      />
    </fieldset>
  )
}
