'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'

export type TakeBackDialogProps = Readonly<{
  unit: Readonly<{ serial: string; setAsideId: string }>
  opened: boolean
  onClose: () => void
}>

/** Asks before a device that was set aside is held back again. */
export function TakeBackDialog({ unit: { serial, setAsideId }, opened, onClose }: TakeBackDialogProps) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const client = useQueryClient()
  const takeBack = useMutation(
    trpc.flashing.takeBackUnit.mutationOptions({
      onSuccess: () => {
        notify({ message: t('setAside.takenBack', { serial }) })
        onClose()
      },
      onSettled: () => client.invalidateQueries({ queryKey: trpc.flashing.pathKey() }),
    }),
  )
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('setAside.takeBackTitle', { serial })}>
      <Stack>
        <Text>{t('setAside.takeBackBody')}</Text>
        <ErrorNotice error={takeBack.error} />
        <DialogActions onClose={onClose}>
          <Button loading={takeBack.isPending} onClick={() => takeBack.mutate({ setAsideId })}>
            {t('setAside.takeBack')}
          </Button>
        </DialogActions>
      </Stack>
    </DialogOpened>
  )
}
