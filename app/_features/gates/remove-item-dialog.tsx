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
import type { ItemDialogProps } from './criterion-row'
import { useGateChanged } from './use-gate-changed'

/** Asks once and takes a criterion out of its gate. */
export function RemoveItemDialog({ item, opened, onClose }: ItemDialogProps) {
  const { t } = useTranslation('gates')
  const trpc = useTRPC()
  const remove = useMutation(trpc.gates.removeItem.mutationOptions({ onSuccess: useGateChanged(onClose) }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('itemDialog.removeTitle', { code: item.code })}>
      <Stack>
        <ErrorNotice error={remove.error} />
        <Text>{t('itemDialog.removeBody')}</Text>
        <DialogActions onClose={onClose}>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ itemId: item.id, version: item.version })}
          >
            {t('itemDialog.remove')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
