'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'

type Props = { product: ProductDetails; opened: boolean; onClose: () => void }

/** Asks once before a product is put away. */
export function ArchiveDialog({ product: { id: productId, code, version }, opened, onClose }: Props) {
  const { t } = useTranslation(['products', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const archive = useMutation(
    trpc.products.archiveProduct.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened={opened} onClose={onClose} title={t('archiveDialog.title', { code })}>
      <Stack>
        <ErrorNotice error={archive.error} />
        <Text>{t('archiveDialog.body')}</Text>
        <Group>
          <Button loading={archive.isPending} onClick={() => archive.mutate({ productId, version })}>
            {t('archiveDialog.confirm')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
