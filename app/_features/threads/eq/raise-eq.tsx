'use client'
import { IconGavel } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { onFirstUse } from '@/app/_components/on-first-use'
import { useViewer } from '@/app/_lib/viewer'
import { mayWrite } from '@/server/domains/threads/policy'
import type { Subject } from '../types'
import type { RaiseDialogProps } from './raise-dialog'

const RaiseDialog = onFirstUse<RaiseDialogProps>(() => import('./raise-dialog').then((module) => module.RaiseDialog))

type Props = Readonly<{
  productId: string
  /** What the query points at; the label is what a reader calls it. */
  subject: Subject
  onRaised: (threadId: string) => void
  variant?: 'default' | 'filled'
}>

/**
 * The way to an engineering query, wherever something is that may need one. The form is fetched when it is first
 * opened; the page around it needs the texts of `threads` and `attachments`.
 */
export function RaiseEq({ productId, subject, onRaised, variant = 'default' }: Props) {
  const { t } = useTranslation('threads')
  const { org } = useViewer()
  const [opened, setOpened] = useState(false)
  if (!org || !mayWrite(org.role)) return null
  return (
    <>
      <Button
        size={variant === 'filled' ? 'sm' : 'compact-md'}
        variant={variant}
        leftSection={<IconGavel size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('eq.action')}
      </Button>
      <RaiseDialog
        opened={opened}
        productId={productId}
        subject={subject}
        onClose={() => setOpened(false)}
        onRaised={(threadId) => {
          setOpened(false)
          onRaised(threadId)
        }}
      />
    </>
  )
}
