'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { ItemDialogProps } from './criterion-row'
import { useGateChanged } from './use-gate-changed'

/** Sets a criterion aside until a day. */
export function WaiveDialog({ item, opened, onClose }: ItemDialogProps) {
  const { t } = useTranslation('gates')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('waiveDialog.title', { code: item.code })}>
      <WaiveForm itemId={item.id} onClose={onClose} />
    </Dialog>
  )
}

function WaiveForm({ itemId, onClose }: Readonly<{ itemId: string; onClose: () => void }>) {
  const { t } = useTranslation('gates')
  const locale = useLocale()
  const trpc = useTRPC()
  const [reason, setReason] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const waive = useMutation(trpc.gates.waiveItem.mutationOptions({ onSuccess: useGateChanged(onClose) }))
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        waive.mutate({ itemId, expiresOn, reason: { en: '', zh: '', [locale]: reason } })
      }}
    >
      <Stack>
        <ErrorNotice error={waive.error} />
        <Text>{t('waiveDialog.hint')}</Text>
        <Textarea
          label={t('waiveDialog.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={2_000}
          rows={3}
          required
        />
        <TextInput
          type="date"
          label={t('waiveDialog.until')}
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
          required
        />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={waive.isPending} disabled={reason.trim() === '' || expiresOn === ''}>
            {t('waiveDialog.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
