'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BilingualDraft } from '@/app/_components/bilingual-textarea'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { isSaid, noWords, ReasonField } from './reason-field'

type Props = Readonly<{
  opened: boolean
  onClose: () => void
  title: string
  /** What happens. */
  body: string
  confirm: string
  color?: 'red'
  pending: boolean
  error: unknown
  onConfirm: (reason: BilingualDraft) => void
}>

/** A step that has to be explained to the other side: what happens, why, and the button. */
export function ReasonedDialog({ opened, onClose, title, ...rest }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <ReasonedForm onClose={onClose} {...rest} />
    </Dialog>
  )
}

function ReasonedForm({ onClose, body, confirm, color, pending, error, onConfirm }: Omit<Props, 'opened' | 'title'>) {
  const { t } = useTranslation('common')
  const [reason, setReason] = useState(noWords)
  const send = () => {
    if (isSaid(reason) && !pending) onConfirm(reason)
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Text size="sm">{body}</Text>
        <ErrorNotice error={error} />
        <ReasonField label={t('reason.label')} value={reason} onChange={setReason} onSend={send} autoFocus required />
        <DialogActions onClose={onClose}>
          <Button type="submit" color={color} loading={pending} disabled={!isSaid(reason)}>
            {confirm}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
