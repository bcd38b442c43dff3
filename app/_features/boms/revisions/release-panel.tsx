'use client'
import { useQuery } from '@tanstack/react-query'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { SidePanel } from '@/app/_components/side-panel'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { CheckGroup } from './check-group'
import classes from './release-panel.module.css'
import { RevisionStateMark } from './revision-state'
import { StepDialog, type Step } from './step-dialog'
import type { Release, Waiving } from './types'
import { WaiveDialog } from './waive-dialog'

type Props = Readonly<{ revisionId: string; onLine: (lineId: string) => void; onClose: () => void }>

/** What stands between a revision and its release, line by line, and the steps that are open to the reader. */
export function ReleasePanel({ revisionId, onLine, onClose }: Props) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const release = useQuery(trpc.boms.getRelease.queryOptions({ revisionId }))
  const [step, setStep] = useState<Step | null>(null)
  const [waiving, setWaiving] = useState<Waiving | null>(null)
  return (
    <SidePanel label={t('release.title')} title={t('release.title')} closeLabel={t('release.close')} onClose={onClose}>
      <ErrorNotice error={release.error} onRetry={() => void release.refetch()} />
      {release.data ? (
        <>
          <Standing release={release.data} />
          <Steps release={release.data} onStep={setStep} />
          <Checks release={release.data} onLine={onLine} onWaive={setWaiving} />
          {step !== null && <StepDialog step={step} release={release.data} onClose={() => setStep(null)} />}
          {waiving !== null && (
            <WaiveDialog revisionId={revisionId} waiving={waiving} onClose={() => setWaiving(null)} />
          )}
        </>
      ) : (
        !release.error && <Skeleton height={180} />
      )}
    </SidePanel>
  )
}

function Standing({ release }: { release: Release }) {
  const { t } = useTranslation('bomRevisions')
  const format = useFormat()
  const { state, letter, number, submitted, released, contentHash, reason } = release
  return (
    <section className={classes.standing} aria-label={t('release.standing')}>
      <p className={classes.line}>
        <strong className="mono">{letter ?? number}</strong> <RevisionStateMark state={state} />
      </p>
      {submitted && (
        <p className={classes.dim}>
          {t('release.submitted', { person: format.person(submitted), day: format.day(submitted.at) })}
        </p>
      )}
      {released && (
        <p className={classes.dim}>
          {t('release.released', { person: format.person(released), day: format.day(released.at) })}
        </p>
      )}
      {contentHash !== null && (
        <p className={classes.dim} title={contentHash}>
          {t('release.hash', { hash: contentHash.slice(0, 8) })}
        </p>
      )}
      {reason !== null && state !== 'released' && (
        <p className={classes.reason}>
          <strong>{t('release.sentBack')}</strong> <BilingualWords text={reason} />
        </p>
      )}
      {release.throughChange && <p className={classes.reason}>{t('release.throughChange')}</p>}
      {release.waitsFor.length > 0 && (
        <p className={classes.reason}>
          {t('release.waitsFor', { people: format.list(release.waitsFor.map(format.person)) })}
        </p>
      )}
    </section>
  )
}

function Steps({ release, onStep }: { release: Release; onStep: (step: Step) => void }) {
  const { t } = useTranslation('bomRevisions')
  const { may, blocking } = release
  const any = may.submit || may.sendBack || may.release || may.withdraw || may.start
  if (!any) return null
  return (
    <div className={classes.steps}>
      {may.submit && (
        <Button disabled={blocking > 0} onClick={() => onStep('submit')}>
          {t('release.submit')}
        </Button>
      )}
      {may.release && (
        <Button disabled={blocking > 0} onClick={() => onStep('release')}>
          {t('release.releaseFirst')}
        </Button>
      )}
      {may.start && <Button onClick={() => onStep('start')}>{t('release.start')}</Button>}
      {may.sendBack && (
        <Button variant="default" onClick={() => onStep('sendBack')}>
          {t('release.sendBack')}
        </Button>
      )}
      {may.withdraw && (
        <Button variant="default" color="red" onClick={() => onStep('withdraw')}>
          {t('release.withdraw')}
        </Button>
      )}
    </div>
  )
}

type ChecksProps = Readonly<{
  release: Release
  onLine: (lineId: string) => void
  onWaive: (waiving: Waiving) => void
}>

function Checks({ release, onLine, onWaive }: ChecksProps) {
  const { t } = useTranslation('bomRevisions')
  const { state, checks, blocking } = release
  if (state !== 'draft' && state !== 'inReview') return null
  return (
    <section aria-label={t('release.checks')}>
      <h3 className={classes.title}>{t('release.checks')}</h3>
      <output className={classes.verdict} data-blocked={blocking > 0 || undefined}>
        {blocking === 0 && <IconCircleCheck size={17} aria-hidden />}
        {blocking === 0 ? t('release.ready') : t('release.blocking', { count: blocking })}
      </output>
      {checks.map((group) => (
        <CheckGroup key={group.check} group={group} release={release} onLine={onLine} onWaive={onWaive} />
      ))}
    </section>
  )
}
