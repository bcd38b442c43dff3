'use client'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { isComposing } from '@/app/_components/form'
import type { Subject } from '../types'
import { RaiseForm } from './raise-form'

export type RaiseDialogProps = Readonly<{
  opened: boolean
  productId: string
  subject: Subject
  onClose: () => void
  onRaised: (threadId: string) => void
}>

/** The form above the page. What is typed stays when it is closed. */
export function RaiseDialog({ opened, productId, subject, onClose, onRaised }: RaiseDialogProps) {
  const { t } = useTranslation('threads')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('eq.form.title', { subject: subject.label })}
      size={720}
      // Escape belongs to a list of names first, and never reaches the panel that the button stands in.
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return
        event.stopPropagation()
        if (!event.defaultPrevented) onClose()
      }}
    >
      <RaiseForm productId={productId} subject={subject} onRaised={onRaised} />
    </Dialog>
  )
}
