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
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { useRefreshed } from './use-refreshed'

type Props = { product: ProductDetails; opened: boolean; onClose: () => void }

/** Asks once before a product is put away. */
export function ArchiveDialog({ product: { id: productId, code, version }, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const refreshed = useRefreshed(onClose)
  const archive = useMutation(trpc.products.archiveProduct.mutationOptions({ onSuccess: refreshed }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('archiveDialog.title', { code })}>
      <Stack>
        <ErrorNotice error={archive.error} />
        <Text>{t('archiveDialog.body')}</Text>
        <DialogActions onClose={onClose}>
          <Button loading={archive.isPending} onClick={() => archive.mutate({ productId, version })}>
            {t('archiveDialog.confirm')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
