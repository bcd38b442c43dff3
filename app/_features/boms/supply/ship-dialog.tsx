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
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import type { Consignment } from '@/server/domains/boms/queries/supply'
import { today } from './today'
import { useSupplyChanged } from './use-supply-changed'

export type ShipProps = Readonly<{
  /** Where it goes; absent where a sending is put right. */
  target?: Readonly<{ bomId: string; lineKey: string; partnerOrgId: string }>
  sent?: Consignment
  label: string
  /** How many are still to be sent. */
  proposed: string
  opened: boolean
  onClose: () => void
}>

/** Records what the brand sent to a factory, or puts it right. */
export function ShipDialog({ opened, ...props }: ShipProps) {
  const { t } = useTranslation('boms')
  const title = t(props.sent ? 'supply.ship.correctTitle' : 'supply.ship.title', { part: props.label })
  return (
    <Dialog opened={opened} onClose={props.onClose} title={title}>
      <ShipForm {...props} />
    </Dialog>
  )
}

function ShipForm({ target, sent, proposed, onClose }: Omit<ShipProps, 'opened'>) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const [typed, setTyped] = useState({
    quantity: sent?.quantity ?? proposed,
    shippedOn: sent?.shippedOn ?? today(),
    carrier: sent?.carrier ?? '',
    tracking: sent?.tracking ?? '',
    note: sent?.note ?? '',
  })
  const changed = useSupplyChanged(onClose)
  const ship = useMutation(
    trpc.boms.shipConsignment.mutationOptions({ onSuccess: () => changed(t('boms:supply.ship.done')) }),
  )
  const correct = useMutation(
    trpc.boms.correctConsignment.mutationOptions({ onSuccess: () => changed(t('boms:supply.ship.corrected')) }),
  )
  const field = (name: 'quantity' | 'shippedOn' | 'carrier' | 'tracking') => ({
    label: t(`boms:supply.ship.${name}`),
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (sent) correct.mutate({ consignmentId: sent.id, version: sent.version, ...typed })
        else if (target) ship.mutate({ ...target, ...typed })
      }}
    >
      <Stack>
        <ErrorNotice error={ship.error ?? correct.error} />
        <TextInput {...field('quantity')} inputMode="decimal" required />
        <TextInput {...field('shippedOn')} type="date" required />
        <TextInput {...field('carrier')} maxLength={80} />
        <TextInput {...field('tracking')} maxLength={120} />
        <Textarea
          label={t('boms:supply.ship.note')}
          value={typed.note}
          onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, note: value }))}
          maxLength={500}
          rows={2}
        />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={ship.isPending || correct.isPending}
            disabled={typed.quantity.trim() === '' || typed.shippedOn === ''}
          >
            {t(sent ? 'boms:supply.ship.correctSave' : 'boms:supply.ship.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
