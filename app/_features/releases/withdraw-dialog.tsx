'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { PackageView } from '@/server/domains/releases/queries/get-package'

type Props = Readonly<{ package: PackageView; opened: boolean; onClose: () => void }>

/** Takes a package back, after saying what becomes of it. */
export function WithdrawDialog({ package: row, opened, onClose }: Props) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const withdraw = useMutation(
    trpc.releases.withdrawPackage.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('package.withdrawTitle', { number: row.number })}>
      <Stack>
        <Text>{t('package.withdrawBody')}</Text>
        <ErrorNotice error={withdraw.error} />
        <DialogActions onClose={onClose}>
          <Button
            color="red"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ packageId: row.id, version: row.version })}
          >
            {t('package.withdraw')}
          </Button>
        </DialogActions>
      </Stack>
    </DialogOpened>
  )
}
