'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useTRPC } from '@/app/_lib/trpc'
import type { RedlineView } from '@/server/domains/specs/queries/redlines'
import { ReasonedDialog } from '../sign-off/reasoned-dialog'
import { useRefreshed } from '../sign-off/use-refreshed'

type Props = Readonly<{ redline: RedlineView; opened: boolean; onClose: () => void }>

/** The brand will not change it, and says why. */
export function DeclineDialog({ redline, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const decline = useMutation(trpc.specs.declineRedline.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  return (
    <ReasonedDialog
      opened={opened}
      onClose={onClose}
      title={t('redline.declineTitle', { code: redline.code })}
      body={t('redline.declineBody')}
      confirm={t('redline.decline')}
      color="red"
      pending={decline.isPending}
      error={decline.error}
      onConfirm={(reason) => decline.mutate({ redlineId: redline.id, version: redline.version, reason })}
    />
  )
}
