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
import type { Revision, Spec } from '../types'
import { DocumentName } from './document-name'
import { ownAnswer } from './steps'
import { useRefreshed } from './use-refreshed'

type Props = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>
type FrameProps = Props &
  Readonly<{ title: string; body: string; confirm: string; pending: boolean; error: unknown; onConfirm: () => void }>

function ConfirmDialog({ revision, opened, onClose, title, body, confirm, pending, error, onConfirm }: FrameProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack>
        <Text size="sm">{body}</Text>
        <DocumentName revision={revision} />
        <ErrorNotice error={error} />
        <DialogActions onClose={onClose}>
          <Button loading={pending} onClick={onConfirm} data-autofocus>
            {confirm}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}

/** Puts a suspended release back in force. */
export function ResumeDialog(props: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const { revision, onClose } = props
  const resume = useMutation(trpc.specs.resumeRevision.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  const letter = revision.letter ?? revision.number
  return (
    <ConfirmDialog
      {...props}
      title={t('signOff.resume.title', { letter })}
      body={t('signOff.resume.body')}
      confirm={t('signOff.resume.confirm', { letter })}
      pending={resume.isPending}
      error={resume.error}
      onConfirm={() => resume.mutate({ revisionId: revision.id, version: revision.version })}
    />
  )
}

/** A factory takes note of a release: from now on it builds to it. */
export function AcknowledgeDialog(props: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const { spec, revision, onClose } = props
  const answer = ownAnswer(spec, revision)
  const acknowledge = useMutation(
    trpc.specs.acknowledgeRelease.mutationOptions({ onSuccess: () => refreshed(onClose) }),
  )
  return (
    <ConfirmDialog
      {...props}
      title={t('acknowledge.title', { letter: revision.letter ?? revision.number })}
      body={t('acknowledge.body')}
      confirm={t('acknowledge.confirm')}
      pending={acknowledge.isPending}
      error={acknowledge.error}
      onConfirm={() => answer && acknowledge.mutate({ acknowledgementId: answer.id, version: answer.version })}
    />
  )
}
