'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { rememberedReading } from '@/server/domains/boms/rules/templates'
import type { Import, Preview } from '../types'
import classes from './notice-bar.module.css'
import type { Choices } from './use-import'

const TemplateDialog = onFirstUse(() => import('./template-dialog').then((module) => module.TemplateDialog))

type Props = Readonly<{
  found: Import
  preview: Preview
  choices: Choices
  onChange: (choices: Choices) => void
  busy: boolean
}>

/** Says that the file was read the way somebody settled once, or offers to remember how this one is. */
export function TemplateBar({ found, preview, choices, onChange, busy }: Props) {
  const { t } = useTranslation(['boms'])
  const [asking, setAsking] = useState(false)
  const { template, shape } = preview
  const memorable = shape !== null && canBeRemembered(choices.reading)
  if (!template && !memorable) return null
  return (
    <>
      {template && (
        <div className={classes.bar}>
          <span>{t('import.template.readWith', { name: template.name })}</span>
          <Button
            size="compact-md"
            variant="default"
            disabled={busy}
            onClick={() => onChange({ ...choices, reading: {}, template: null })}
          >
            {t('import.template.undo')}
          </Button>
        </div>
      )}
      {memorable && !template && (
        <div className={classes.bar}>
          <span>{t('import.template.hint')}</span>
          <Button size="compact-md" variant="light" disabled={busy} onClick={() => setAsking(true)}>
            {t('import.template.remember')}
          </Button>
        </div>
      )}
      <TemplateDialog opened={asking} onClose={() => setAsking(false)} found={found} />
    </>
  )
}

/** Any column will do to ask whether there is something: which headings they have does not matter here. */
export const canBeRemembered = (reading: Choices['reading']): boolean =>
  rememberedReading(
    reading,
    Object.keys(reading.columns ?? {}).map((index) => ({ index: Number(index), key: index })),
  ) !== null
