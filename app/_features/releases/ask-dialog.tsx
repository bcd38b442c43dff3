'use client'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'

export type AskDialogProps = Readonly<{
  href: string
  number: string
  withdrawn: boolean
  opened: boolean
  onClose: () => void
}>

/** Whoever takes what must not be used is asked first. */
export function AskDialog({ href, number, withdrawn, opened, onClose }: AskDialogProps) {
  const { t } = useTranslation('releases')
  return (
    <DialogOpened
      opened={opened}
      onClose={onClose}
      title={t(withdrawn ? 'package.withdrawnTitle' : 'package.askTitle')}
    >
      <Stack>
        <Text>{t(withdrawn ? 'package.askWithdrawn' : 'package.ask', { number })}</Text>
        <DialogActions onClose={onClose}>
          <Button component="a" color="red" href={href} download onClick={onClose}>
            {t('package.downloadNow')}
          </Button>
        </DialogActions>
      </Stack>
    </DialogOpened>
  )
}
