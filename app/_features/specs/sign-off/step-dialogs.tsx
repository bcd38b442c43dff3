'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Revision, Spec } from '../types'
import { ReasonedDialog } from './reasoned-dialog'
import { ownAnswer } from './steps'
import { useRefreshed } from './use-refreshed'

type Props = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>

/** Sends a revision back to its author. */
export function RequestChangesDialog({ revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const change = useMutation(trpc.specs.requestChanges.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  return (
    <ReasonedDialog
      opened={opened}
      onClose={onClose}
      title={t('signOff.requestChanges.title')}
      body={t('signOff.requestChanges.body')}
      confirm={t('signOff.requestChanges.confirm')}
      pending={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ revisionId: revision.id, version: revision.version, reason })}
    />
  )
}

/** Goes on editing: what was signed stays as it is, and no longer counts. */
export function WithdrawDialog({ spec, revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const router = useRouter()
  const refreshed = useRefreshed()
  const withdraw = useMutation(
    trpc.specs.withdrawRevision.mutationOptions({
      onSuccess: () =>
        refreshed(() => {
          onClose()
          router.push(paths.spec(spec.productId, spec.id))
        }),
    }),
  )
  const signed = revision.signatures.length
  return (
    <ReasonedDialog
      opened={opened}
      onClose={onClose}
      title={t('signOff.withdraw.title')}
      body={[
        t('signOff.withdraw.body', { revision: revision.number }),
        ...(signed > 0 ? [t('signOff.withdraw.void', { count: signed })] : []),
      ].join(' ')}
      confirm={t('signOff.withdraw.confirm')}
      color="red"
      pending={withdraw.isPending}
      error={withdraw.error}
      onConfirm={(reason) => withdraw.mutate({ revisionId: revision.id, version: revision.version, reason })}
    />
  )
}

/** Takes a release out of force. */
export function SuspendDialog({ revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const suspend = useMutation(trpc.specs.suspendRevision.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  return (
    <ReasonedDialog
      opened={opened}
      onClose={onClose}
      title={t('signOff.suspend.title', { letter: revision.letter ?? revision.number })}
      body={t('signOff.suspend.body')}
      confirm={t('signOff.suspend.confirm')}
      color="red"
      pending={suspend.isPending}
      error={suspend.error}
      onConfirm={(reason) => suspend.mutate({ revisionId: revision.id, version: revision.version, reason })}
    />
  )
}

/** A factory says why it cannot build to a release. */
export function ObjectDialog({ spec, revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const object = useMutation(trpc.specs.objectToRelease.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  const answer = ownAnswer(spec, revision)
  return (
    <ReasonedDialog
      opened={opened}
      onClose={onClose}
      title={t('acknowledge.objectTitle', { letter: revision.letter ?? revision.number })}
      body={t('acknowledge.objectBody')}
      confirm={t('acknowledge.object')}
      color="red"
      pending={object.isPending}
      error={object.error}
      onConfirm={(reason) => answer && object.mutate({ acknowledgementId: answer.id, version: answer.version, reason })}
    />
  )
}
