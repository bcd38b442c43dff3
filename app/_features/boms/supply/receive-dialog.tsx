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
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { Consignment } from '@/server/domains/boms/queries/supply'
import { today } from './today'
import { useSupplyChanged } from './use-supply-changed'

export type ReceiveProps = Readonly<{ sent: Consignment; label: string; opened: boolean; onClose: () => void }>

/** The factory says how many arrived. */
export function ReceiveDialog({ opened, ...props }: ReceiveProps) {
  const { t } = useTranslation('boms')
  return (
    <Dialog opened={opened} onClose={props.onClose} title={t('supply.receive.title', { part: props.label })}>
      <ReceiveForm {...props} />
    </Dialog>
  )
}

function ReceiveForm({ sent, onClose }: Omit<ReceiveProps, 'opened'>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  // Not filled in: who counts writes what was counted, not what was promised.
  const [receivedQuantity, setQuantity] = useState(sent.receivedQuantity ?? '')
  const [receivedOn, setDay] = useState(sent.receivedOn ?? today())
  const changed = useSupplyChanged(onClose)
  const receive = useMutation(
    trpc.boms.receiveConsignment.mutationOptions({ onSuccess: () => changed(t('supply.receive.done')) }),
  )
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        receive.mutate({ consignmentId: sent.id, version: sent.version, receivedQuantity, receivedOn })
      }}
    >
      <Stack>
        <ErrorNotice error={receive.error} />
        <Text>{t('supply.receive.hint', { quantity: format.quantity(sent.quantity), day: sent.shippedOn })}</Text>
        <TextInput
          label={t('supply.receive.quantity')}
          inputMode="decimal"
          value={receivedQuantity}
          onChange={(event) => setQuantity(event.currentTarget.value)}
          required
        />
        <TextInput
          label={t('supply.receive.receivedOn')}
          type="date"
          value={receivedOn}
          onChange={(event) => setDay(event.currentTarget.value)}
          required
        />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={receive.isPending}
            disabled={receivedQuantity.trim() === '' || receivedOn === ''}
          >
            {t('supply.receive.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
