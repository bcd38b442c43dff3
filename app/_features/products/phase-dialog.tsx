'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { phaseNeedsReason, phases, type Phase } from '@/server/domains/products/rules'
import { useRefreshed } from './use-refreshed'

type Props = { product: ProductDetails; opened: boolean; onClose: () => void }

const following = (phase: Phase): Phase =>
  phases[phases.indexOf(phase) + 1] ?? phases[phases.indexOf(phase) - 1] ?? phase

/** Moves the product on; going back or over a phase asks why. */
export function PhaseDialog({ product, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('phaseDialog.title')}>
      <PhaseForm key={product.version} product={product} onClose={onClose} />
    </Dialog>
  )
}

function PhaseForm({ product: { id: productId, version, phase: from }, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const refreshed = useRefreshed(onClose)
  const [phase, setPhase] = useState(following(from))
  const [reason, setReason] = useState('')
  const change = useMutation(trpc.products.changePhase.mutationOptions({ onSuccess: refreshed }))
  const needsReason = phaseNeedsReason(from, phase)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ productId, version, phase, reason })
      }}
    >
      <Stack>
        <ErrorNotice error={change.error} />
        <NativeSelect
          label={t('phaseDialog.to')}
          value={phase}
          onChange={(event) => setPhase(phases.find((each) => each === event.currentTarget.value) ?? from)}
          data={phases.filter((each) => each !== from).map((each) => ({ value: each, label: t(`phaseLong.${each}`) }))}
        />
        {needsReason && (
          <Textarea
            label={t('phaseDialog.reason')}
            description={t('phaseDialog.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            rows={3}
            required
          />
        )}
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={change.isPending} disabled={needsReason && reason.trim() === ''}>
            {t('phaseDialog.confirm', { phase: t(`phase.${phase}`) })}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
