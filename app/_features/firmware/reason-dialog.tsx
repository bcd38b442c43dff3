'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { longestNotes } from '@/server/domains/firmware/rules/firmware-file'

type Reason = Readonly<{ en: string; zh: string }>
export type ReasonDialogProps = Readonly<{
  act: 'refuse' | 'withdraw'
  version: string
  pending: boolean
  error: unknown
  opened: boolean
  onClose: () => void
  onSave: (reason: Reason) => void
}>

/** Refuses a promotion, or withdraws a build: both say why, to both sides. */
export function ReasonDialog({ act, version, pending, error, opened, onClose, onSave }: ReasonDialogProps) {
  const { t } = useTranslation('firmware')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t(`reason.${act}.title`, { version })}>
      <ReasonForm act={act} pending={pending} error={error} onClose={onClose} onSave={onSave} />
    </DialogOpened>
  )
}

function ReasonForm({ act, pending, error, onClose, onSave }: Omit<ReasonDialogProps, 'opened' | 'version'>) {
  const { t } = useTranslation('firmware')
  const [reason, setReason] = useState<Reason>({ en: '', zh: '' })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        onSave(reason)
      }}
    >
      <Stack>
        <Text>{t(`reason.${act}.body`)}</Text>
        <ReasonFields reason={reason} onChange={setReason} />
        <ErrorNotice error={error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            color="red"
            loading={pending}
            disabled={reason.en.trim() === '' && reason.zh.trim() === ''}
          >
            {t(`reason.${act}.save`)}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

type FieldProps = Readonly<{ reason: Reason; onChange: (reason: Reason) => void }>

/** A reason in one language or both. */
export function ReasonFields({ reason, onChange }: FieldProps) {
  const { t } = useTranslation('firmware')
  return (['en', 'zh'] as const).map((language) => (
    <Textarea
      key={language}
      label={t(`reason.${language}`)}
      lang={language === 'en' ? 'en' : 'zh-CN'}
      maxLength={longestNotes}
      minRows={2}
      value={reason[language]}
      onChange={(event) => onChange({ ...reason, [language]: event.currentTarget.value })}
    />
  ))
}
