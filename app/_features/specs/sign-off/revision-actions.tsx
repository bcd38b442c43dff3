'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Revision, Spec } from '../types'
import { stepsFor, type Step } from './steps'
import { useRefreshed } from './use-refreshed'

type DialogProps = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>
const reasoned = () => import('./step-dialogs')
const confirmed = () => import('./confirm-dialogs')
const dialogs: Readonly<Record<Exclude<Step, 'startDraft'>, ComponentType<DialogProps>>> = {
  submit: onFirstUse<DialogProps>(() => import('./submit-dialog').then((module) => module.SubmitDialog)),
  sign: onFirstUse<DialogProps>(() => import('./sign-dialog').then((module) => module.SignDialog)),
  release: onFirstUse<DialogProps>(() => import('./release-dialog').then((module) => module.ReleaseDialog)),
  requestChanges: onFirstUse<DialogProps>(() => reasoned().then((module) => module.RequestChangesDialog)),
  withdraw: onFirstUse<DialogProps>(() => reasoned().then((module) => module.WithdrawDialog)),
  suspend: onFirstUse<DialogProps>(() => reasoned().then((module) => module.SuspendDialog)),
  object: onFirstUse<DialogProps>(() => reasoned().then((module) => module.ObjectDialog)),
  resume: onFirstUse<DialogProps>(() => confirmed().then((module) => module.ResumeDialog)),
  acknowledge: onFirstUse<DialogProps>(() => confirmed().then((module) => module.AcknowledgeDialog)),
}
const dialogSteps = Object.keys(dialogs) as (keyof typeof dialogs)[]

type Props = Readonly<{ spec: Spec; revision: Revision }>

/** What the reader can do with a revision now, the likeliest first. */
export function RevisionActions({ spec, revision }: Props) {
  const { t } = useTranslation('specs')
  const [open, setOpen] = useState<Step | null>(null)
  const close = () => setOpen(null)
  const steps = stepsFor(spec, revision)
  const label = (step: Exclude<Step, 'startDraft'>) => {
    const [role] = revision.maySignAs
    if (step === 'sign' && role !== undefined && revision.maySignAs.length === 1)
      return t('signOff.step.signAs', { role: t(`signOff.role.${role}`) })
    if (step === 'withdraw' && revision.state !== 'inReview') return t('signOff.step.continueEditing')
    return t(`signOff.step.${step}`)
  }
  return (
    <>
      {steps.map((step, index) =>
        step === 'startDraft' ? (
          <StartDraft key={step} spec={spec} first={index === 0} />
        ) : (
          <Button key={step} size="sm" variant={index === 0 ? 'filled' : 'default'} onClick={() => setOpen(step)}>
            {label(step)}
          </Button>
        ),
      )}
      {dialogSteps.map((step) => {
        const StepDialog = dialogs[step]
        return <StepDialog key={step} spec={spec} revision={revision} opened={open === step} onClose={close} />
      })}
    </>
  )
}

function StartDraft({ spec, first }: { spec: Spec; first: boolean }) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const router = useRouter()
  const refreshed = useRefreshed()
  const start = useMutation(
    trpc.specs.startDraft.mutationOptions({
      onSuccess: () => refreshed(() => router.push(paths.spec(spec.productId, spec.id))),
    }),
  )
  return (
    <>
      <Button
        size="sm"
        variant={first ? 'filled' : 'default'}
        loading={start.isPending}
        onClick={() => start.mutate({ specId: spec.id })}
      >
        {t('doc.newDraft')}
      </Button>
      <ErrorNotice error={start.error} />
    </>
  )
}
