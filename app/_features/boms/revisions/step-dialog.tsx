'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { ReasonedDialog } from '@/app/_features/specs/sign-off/reasoned-dialog'
import { useTRPC } from '@/app/_lib/trpc'
import { useRefreshed } from '../use-refreshed'
import type { Release } from './types'

export type Step = 'submit' | 'release' | 'sendBack' | 'withdraw' | 'start'
type Props = Readonly<{ step: Step; release: Release; onClose: () => void }>

/** A step of a revision: what happens by it, and the button. */
export function StepDialog({ step, release, onClose }: Props) {
  if (step === 'sendBack' || step === 'withdraw')
    return <ReasonedStep step={step} release={release} onClose={onClose} />
  return <PlainStep step={step} release={release} onClose={onClose} />
}

type PlainProps = Readonly<{ step: 'submit' | 'release' | 'start'; release: Release; onClose: () => void }>

function PlainStep({ step, release, onClose }: PlainProps) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const router = useRouter()
  const refreshed = useRefreshed()
  const options = { onSuccess: () => refreshed(onClose) }
  const submit = useMutation(trpc.boms.submitRevision.mutationOptions(options))
  const publish = useMutation(trpc.boms.releaseRevision.mutationOptions(options))
  const start = useMutation(
    trpc.boms.startRevision.mutationOptions({
      onSuccess: () =>
        refreshed(() => {
          onClose()
          router.refresh()
        }),
    }),
  )
  const { revisionId, version, bomId } = release
  const acts = {
    submit: { mutation: submit, run: () => submit.mutate({ revisionId, version }), label: t('release.submit') },
    release: {
      mutation: publish,
      run: () => publish.mutate({ revisionId, version }),
      label: t('release.releaseFirst'),
    },
    start: { mutation: start, run: () => start.mutate({ bomId }), label: t('release.start') },
  }
  const { mutation, run, label } = acts[step]
  return (
    <Dialog opened onClose={onClose} title={label}>
      <Stack>
        <Text size="sm">{t(`release.${step}Body`)}</Text>
        <ErrorNotice error={mutation.error} />
        <DialogActions onClose={onClose}>
          <Button loading={mutation.isPending} onClick={run}>
            {label}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}

type ReasonedProps = Readonly<{ step: 'sendBack' | 'withdraw'; release: Release; onClose: () => void }>

function ReasonedStep({ step, release, onClose }: ReasonedProps) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const options = { onSuccess: () => refreshed(onClose) }
  const sendBack = useMutation(trpc.boms.sendBackRevision.mutationOptions(options))
  const withdraw = useMutation(trpc.boms.withdrawRevision.mutationOptions(options))
  const { revisionId, version } = release
  const mutation = step === 'sendBack' ? sendBack : withdraw
  return (
    <ReasonedDialog
      opened
      onClose={onClose}
      title={t(`release.${step}`)}
      body={t(`release.${step}Body`)}
      confirm={t(`release.${step}`)}
      color={step === 'withdraw' ? 'red' : undefined}
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={(reason) => mutation.mutate({ revisionId, version, reason })}
    />
  )
}
