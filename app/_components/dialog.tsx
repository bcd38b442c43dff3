'use client'
import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './dialog.module.css'

/** A question or a form above the page. Its content is mounted while it is open, so every opening starts afresh. */
export function Dialog(props: ModalProps & { title: string }) {
  const { t } = useTranslation('common')
  return (
    <Modal closeButtonProps={{ 'aria-label': t('actions.close') }} classNames={{ title: classes.title }} {...props} />
  )
}
