'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Group, Skeleton, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { gateLifecycle } from '@/server/domains/gates/lifecycle'
import type { GateView as View } from '@/server/domains/gates/queries/get-gate'
import { gateParts, type GatePart } from '@/server/domains/gates/rules/criterion'
import { blocking, conditions } from '@/server/domains/gates/rules/standing'
import type { ReasonDialogProps } from './reason-dialog'
import { CriterionRow } from './criterion-row'
import { GateState } from './gate-state'
import { ReviewPanel } from './review-panel'
import { useGateChanged } from './use-gate-changed'
import classes from './gate-view.module.css'

type DialogProps = Readonly<{ gate: View; opened: boolean; onClose: () => void }>
const SubmitDialog = onFirstUse<DialogProps>(() => import('./submit-dialog').then((module) => module.SubmitDialog))
const ReasonDialog = onFirstUse<ReasonDialogProps>(() =>
  import('./reason-dialog').then((module) => module.ReasonDialog),
)
const AddDialog = onFirstUse<DialogProps>(() => import('./item-dialog').then((module) => module.AddItemDialog))

/** One gate: where it stands, what stands in its way, its criteria, and who signs. */
export function GateView({ gateId }: Readonly<{ productId: string; gateId: string }>) {
  const trpc = useTRPC()
  const { data: gate, error, refetch } = useQuery(trpc.gates.getGate.queryOptions({ gateId }))
  if (!gate) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton height={480} />
  return (
    <Stack>
      <Head gate={gate} />
      {gate.review && <ReviewPanel gate={gate} review={gate.review} />}
      {gateParts.map((part) => (
        <Criteria key={part} gate={gate} part={part} />
      ))}
    </Stack>
  )
}

function Head({ gate }: { gate: View }) {
  const { t } = useTranslation(['gates', 'products'])
  const trpc = useTRPC()
  const [dialog, setDialog] = useState<'submit' | 'reopen' | 'fail' | null>(null)
  const fulfil = useMutation(trpc.gates.fulfilGate.mutationOptions({ onSuccess: useGateChanged() }))
  const open = blocking(gate.items)
  const may = (command: 'submit' | 'reopen' | 'fulfil') => gate.may.decide && gateLifecycle.allows(gate.state, command)
  const mayFail = gate.state === 'gateReview' && gate.may.give && gate.review !== null
  const close = () => setDialog(null)
  return (
    <section className={classes.head}>
      <div className={classes.title}>
        <h2 className={classes.name}>
          {t(`products:phase.${gate.phase}`)} {gate.phase === 'mp' ? null : t(`products:phaseLong.${gate.phase}`)}
        </h2>
        <GateState state={gate.state} lapsed={gate.lapsed} />
        <span className={classes.faint}>
          {open.length === 0 ? t('gates:gate.cleared') : t('gates:gate.open', { count: open.length })}
        </span>
      </div>
      <Notices gate={gate} />
      <ErrorNotice error={fulfil.error} />
      <Group gap="sm" className="no-print">
        {may('submit') && (
          <Button disabled={open.length > 0 || gate.unfulfilled.length > 0} onClick={() => setDialog('submit')}>
            {t('gates:gate.submit')}
          </Button>
        )}
        {may('fulfil') && (
          <Button
            disabled={open.length > 0 || conditions(gate.items).length > 0}
            loading={fulfil.isPending}
            onClick={() => fulfil.mutate({ gateId: gate.id, version: gate.version })}
          >
            {t('gates:gate.fulfil')}
          </Button>
        )}
        {mayFail && (
          <Button variant="default" onClick={() => setDialog('fail')}>
            {t('gates:gate.fail')}
          </Button>
        )}
        {may('reopen') && (
          <Button variant="default" onClick={() => setDialog('reopen')}>
            {t('gates:gate.reopen')}
          </Button>
        )}
      </Group>
      <SubmitDialog gate={gate} opened={dialog === 'submit'} onClose={close} />
      <ReasonDialog gate={gate} act="reopen" opened={dialog === 'reopen'} onClose={close} />
      <ReasonDialog gate={gate} act="fail" opened={dialog === 'fail'} onClose={close} />
    </section>
  )
}

/** What a reader has to know before the criteria. */
function Notices({ gate }: { gate: View }) {
  const { t } = useTranslation('gates')
  const format = useFormat()
  const { risk, reason, state, lapsed, unfulfilled } = gate
  return (
    <>
      {risk && (
        <Alert color="yellow" variant="light">
          <b className={classes.noticeTitle}>{t('gate.riskTitle')}</b>
          {risk.by && risk.reason
            ? t('gate.riskBy', { person: format.person(risk.by), reason: format.text(risk.reason) })
            : t('gate.riskPlain')}
        </Alert>
      )}
      {reason && (state === 'failed' || state === 'active') && (
        <Alert color="yellow" variant="light">
          <b className={classes.noticeTitle}>{t(state === 'failed' ? 'gate.failedTitle' : 'gate.reopenedTitle')}</b>
          <BilingualWords text={reason} />
        </Alert>
      )}
      {lapsed && (
        <Alert color="red" variant="light">
          <b className={classes.noticeTitle}>{t('gate.lapsedTitle')}</b>
          {t('gate.lapsedBody')}
        </Alert>
      )}
      {unfulfilled.map((phase) => (
        <Alert key={phase} color="yellow" variant="light">
          {t('gate.unfulfilled', { gate: phase.toUpperCase() })}
        </Alert>
      ))}
    </>
  )
}

function Criteria({ gate, part }: { gate: View; part: GatePart }) {
  const { t } = useTranslation('gates')
  const [adding, setAdding] = useState(false)
  const items = gate.items.filter((item) => item.part === part)
  // New criteria usually belong to the end of a phase, so the button stands there once.
  const mayAdd = gate.may.edit && part === 'exit'
  return (
    <Panel
      flush
      title={t(`part.${part}`)}
      actions={
        mayAdd && (
          <Button
            className="no-print"
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('gate.add')}
          </Button>
        )
      }
    >
      <p className={classes.partHint}>
        {t(`partHint.${part}`)} · {t('gate.criteria', { count: items.length })}
      </p>
      {items.length === 0 ? (
        <p className={classes.none}>{t(gate.side === 'brand' ? 'gate.none' : 'gate.nonePartner')}</p>
      ) : (
        <ol className={classes.list}>
          {items.map((item) => (
            <CriterionRow key={item.id} gate={gate} item={item} />
          ))}
        </ol>
      )}
      {mayAdd && <AddDialog gate={gate} opened={adding} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
