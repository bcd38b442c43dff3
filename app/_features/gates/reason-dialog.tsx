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
import type { GateView } from '@/server/domains/gates/queries/get-gate'
import { useGateChanged } from './use-gate-changed'

export type ReasonDialogProps = Readonly<{
  gate: GateView
  act: 'fail' | 'reopen'
  opened: boolean
  onClose: () => void
}>

/** Refuses a gate, or opens it again: both say why. */
export function ReasonDialog({ gate, act, opened, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('gates')
  const locale = useLocale()
  const trpc = useTRPC()
  const [reason, setReason] = useState('')
  const onSuccess = useGateChanged(onClose)
  const fail = useMutation(trpc.gates.failGate.mutationOptions({ onSuccess }))
  const reopen = useMutation(trpc.gates.reopenGate.mutationOptions({ onSuccess }))
  const step = act === 'fail' ? fail : reopen
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`reasonDialog.${act}`, { gate: gate.phase.toUpperCase() })}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          step.mutate({ gateId: gate.id, version: gate.version, reason: { en: '', zh: '', [locale]: reason } })
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
