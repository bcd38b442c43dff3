'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import type { RedlineView } from '@/server/domains/specs/queries/redlines'
import { useRefreshed } from '../sign-off/use-refreshed'
import type { Spec } from '../types'
import { movesFor, sayValue } from './history'
import classes from './redlines.module.css'

type DialogProps = Readonly<{ redline: RedlineView; opened: boolean; onClose: () => void }>
const CounterDialog = onFirstUse<DialogProps>(() => import('./counter-dialog').then((module) => module.CounterDialog))
const DeclineDialog = onFirstUse<DialogProps>(() => import('./decline-dialog').then((module) => module.DeclineDialog))

/** What the reader can do about a redline now. */
export function RedlineMoves({ spec, redline }: { spec: Spec; redline: RedlineView }) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const [open, setOpen] = useState<'counter' | 'decline' | null>(null)
  const done = { onSuccess: () => refreshed() }
  const accept = useMutation(trpc.specs.acceptRedline.mutationOptions(done))
  const acceptCounter = useMutation(trpc.specs.acceptCounter.mutationOptions(done))
  const withdraw = useMutation(trpc.specs.withdrawRedline.mutationOptions(done))
  const moves = movesFor(redline, spec.access)
  if (moves.length === 0) return null
  const step = { redlineId: redline.id, version: redline.version }
  const drafted = spec.revisions.some(({ id, state }) => id === spec.currentRevisionId && state === 'draft')
  const accepts = moves.includes('accept') || moves.includes('acceptCounter')
  const pending = accept.isPending || acceptCounter.isPending || withdraw.isPending
  return (
    <div className={classes.moves}>
      {accepts && !drafted && <p className={classes.hint}>{t('redline.needsDraft')}</p>}
      <ErrorNotice error={accept.error ?? acceptCounter.error ?? withdraw.error} />
      <div className={classes.buttons}>
        {moves.includes('accept') && (
          <Button
            size="compact-md"
            loading={accept.isPending}
            disabled={!drafted || pending}
            onClick={() => accept.mutate(step)}
          >
            {t('redline.accept')}
          </Button>
        )}
        {moves.includes('acceptCounter') && (
          <Button
            size="compact-md"
            loading={acceptCounter.isPending}
            disabled={!drafted || pending}
            onClick={() => acceptCounter.mutate(step)}
          >
            {redline.change.field.includes('.')
              ? t('redline.accept')
              : t('redline.acceptCounter', {
                  value: sayValue(redline.change.field, redline.change.to, redline.unit) || t('redline.nothing'),
                })}
          </Button>
        )}
        {(moves.includes('counter') || moves.includes('counterBack')) && (
          <Button size="compact-md" variant="default" disabled={pending} onClick={() => setOpen('counter')}>
            {t('redline.counter')}
          </Button>
        )}
        {moves.includes('decline') && (
          <Button size="compact-md" variant="default" disabled={pending} onClick={() => setOpen('decline')}>
            {t('redline.decline')}
          </Button>
        )}
        {moves.includes('withdraw') && (
          <Button
            size="compact-md"
            variant="default"
            loading={withdraw.isPending}
            disabled={pending}
            onClick={() => withdraw.mutate(step)}
          >
            {t('redline.withdraw')}
          </Button>
        )}
      </div>
      <CounterDialog redline={redline} opened={open === 'counter'} onClose={() => setOpen(null)} />
      <DeclineDialog redline={redline} opened={open === 'decline'} onClose={() => setOpen(null)} />
    </div>
  )
}
