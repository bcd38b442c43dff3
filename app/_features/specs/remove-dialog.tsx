'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'

export type RemoveDialogProps = Readonly<{
  opened: boolean
  /** What is asked about: a number, or how many. */
  title: string
  pending: boolean
  error: unknown
  onRemove: () => void
  onClose: () => void
}>

/** Asks once before requirements leave the draft. */
export function RemoveDialog({ opened, title, pending, error, onRemove, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('specs')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={title}>
      <Stack>
        <ErrorNotice error={error} />
        <Text>{t('bulk.removeBody')}</Text>
        <DialogActions onClose={onClose}>
          <Button color="red" data-autofocus loading={pending} onClick={onRemove}>
            {t('bulk.remove')}
          </Button>
        </DialogActions>
      </Stack>
    </DialogOpened>
  )
}
