'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { useChanged } from './use-changed'

export type ReasonedAct = 'reject' | 'cancel' | 'escalate'
export type ReasonDialogProps = Readonly<{
  change: ChangeView
  act: ReasonedAct
  opened: boolean
  onClose: () => void
}>

/** Rejects, cancels or escalates a change: all of them say why. */
export function ReasonDialog({ change, act, opened, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('changes')
  const locale = useLocale()
  const trpc = useTRPC()
  const [reason, setReason] = useState('')
  const onSuccess = useChanged(onClose)
  const steps = {
    reject: useMutation(trpc.changes.rejectChange.mutationOptions({ onSuccess })),
    cancel: useMutation(trpc.changes.cancelChange.mutationOptions({ onSuccess })),
    escalate: useMutation(trpc.changes.escalateChange.mutationOptions({ onSuccess })),
  }
  const step = steps[act]
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`reasonDialog.${act}`)}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          step.mutate({ changeId: change.id, version: change.version, reason: { en: '', zh: '', [locale]: reason } })
        }}
      >
        <Stack>
          <ErrorNotice error={step.error} />
          <Text>{t(`reasonDialog.${act}Hint`)}</Text>
          <Textarea
            label={t('reasonDialog.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2_000}
            rows={3}
            required
          />
          <DialogActions onClose={onClose}>
            <Button type="submit" loading={step.isPending} disabled={reason.trim() === ''}>
              {t('reasonDialog.save')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}
