import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './dialog.module.css'
import { Mantine } from './mantine'
import { useNextFrame } from './use-next-frame'

export type DialogProps = ModalProps & { title: string }

/** The dialog itself. */
export function DialogOpened({ opened, ...props }: DialogProps) {
  const { t } = useTranslation('common')
  const there = useNextFrame()
  return (
    <Mantine>
      <Modal
        closeButtonProps={{ 'aria-label': t('actions.close') }}
        classNames={{ title: classes.title }}
        opened={opened && there}
        {...props}
      />
    </Mantine>
  )
}
