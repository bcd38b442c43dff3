'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { FlashPackageView } from '@/server/domains/flashing/queries/get-package'

export type WithdrawDialogProps = Readonly<{ found: FlashPackageView; opened: boolean; onClose: () => void }>

/** Asks before a package is taken back. */
export function WithdrawDialog({ found: { id: packageId, number, version }, opened, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const client = useQueryClient()
  const withdraw = useMutation(
    trpc.flashing.withdrawPackage.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('package.withdrawn') })
        onClose()
        await client.invalidateQueries({ queryKey: trpc.flashing.pathKey() })
      },
    }),
  )
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('package.withdrawTitle', { number })}>
      <Stack>
        <p style={{ margin: 0 }}>{t('package.withdrawBody')}</p>
        <ErrorNotice error={withdraw.error} />
        <DialogActions onClose={onClose}>
          <Button color="red" loading={withdraw.isPending} onClick={() => withdraw.mutate({ packageId, version })}>
            {t('package.withdraw')}
          </Button>
        </DialogActions>
      </Stack>
    </DialogOpened>
  )
}
