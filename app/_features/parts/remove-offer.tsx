'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { RemoveOfferProps } from './offers'
import { usePartChanged } from './use-part-changed'

/** Asks before a supplier's number goes with its prices. */
export function RemoveOffer({ offer, opened, onClose }: RemoveOfferProps) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const remove = useMutation(trpc.parts.removeSupplierPart.mutationOptions({ onSuccess: usePartChanged(onClose) }))
  const { supplier, sku, id, version } = offer
  return (
    <Dialog opened={opened} onClose={onClose} title={t('offers.removeTitle', { supplier, sku })}>
      <Stack gap="sm">
        <ErrorNotice error={remove.error} />
        <Text>{t('offers.removeBody')}</Text>
        <DialogActions onClose={onClose}>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ supplierPartId: id, version })}>
            {t('offers.remove')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
