'use client'
import { useMutation } from '@tanstack/react-query'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { TextLink } from '@/app/_components/text-link'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { ClassMark, CourtMark, StateMark } from './marks'
import type { ReasonDialogProps, ReasonedAct } from './reason-dialog'
import { useChanged } from './use-changed'
import classes from './view.module.css'

type DialogProps = Readonly<{ change: ChangeView; opened: boolean; onClose: () => void }>
const EditDialog = onFirstUse<DialogProps>(() => import('./edit-dialog').then((module) => module.EditDialog))
const ReasonDialog = onFirstUse<ReasonDialogProps>(() =>
  import('./reason-dialog').then((module) => module.ReasonDialog),
)

/** What a change is called, where it stands, whose move it is, and what the reader can do. */
export function ChangeHead({ change }: { change: ChangeView }) {
  const { t } = useTranslation(['changes', 'common'])
  const format = useFormat()
  const { brand, factory } = change
  return (
    <header className={classes.head}>
      <p className={`${classes.faint} no-print`}>
        <TextLink href={paths.changes(change.productId)}>{t('changes:head.all')}</TextLink>
      </p>
      <div className={classes.title}>
        <h1 className={classes.name}>
          <span className={classes.code}>{change.code}</span> <BilingualWords text={change.title} />
        </h1>
      </div>
      <div className={classes.marks}>
        <span className={classes.faint}>{t(`changes:paper.${change.paper}`)}</span>
        <StateMark state={change.state} />
        <ClassMark of={change.changeClass} emergency={change.emergency} />
        <CourtMark court={change.court} side={change.side} />
      </div>
      <p className={classes.plain}>
        <BilingualWords text={change.reason} both />
      </p>
      <p className={classes.faint}>
        {t(`changes:kind.${change.kind}`)} · {t(`changes:reason.${change.reasonCode}`)} ·{' '}
        {change.raisedBy &&
          t('changes:head.raised', { person: format.person(change.raisedBy), when: format.moment(change.createdAt) })}
        {brand && ` · ${format.org(brand)}`} · {factory ? format.org(factory) : t('changes:alone')}
      </p>
      <Notices change={change} />
      <Acts change={change} />
    </header>
  )
}

function Notices({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const { suggestion, endReason, endedBy, state } = change
  const zones = [change.brand, change.factory].flatMap((org) => org?.timeZone ?? [])
  return (
    <>
      {change.emergency && change.dueAt && change.court.length > 0 && (
        <Alert color="red" variant="light">
          {t('head.due')} <BothTimes instant={change.dueAt} zones={zones} />
          <br />
          {t('head.lot', { lot: change.deviationLot })}
        </Alert>
      )}
      {suggestion?.changeClass === 'one' && change.changeClass === 'two' && (
        <Alert color="yellow" variant="light">
          {t('head.suggests', { reasons: format.list(suggestion.reasons.map((each) => t(`classReason.${each}`))) })}
        </Alert>
      )}
      {endReason && (state === 'rejected' || state === 'cancelled') && (
        <Alert color="yellow" variant="light">
          {endedBy && t(`head.ended.${state}`, { person: format.person(endedBy) })} <BilingualWords text={endReason} />
        </Alert>
      )}
      {change.clonedFrom && (
        <p className={classes.faint}>
          <TextLink href={paths.change(change.productId, change.clonedFrom.id)}>
            {t('head.clonedFrom', { code: change.clonedFrom.code })}
          </TextLink>
        </p>
      )}
    </>
  )
}

function Acts({ change }: { change: ChangeView }) {
  const { t } = useTranslation(['changes', 'common'])
  const trpc = useTRPC()
  const [dialog, setDialog] = useState<'edit' | ReasonedAct | null>(null)
  const onSuccess = useChanged()
  const submit = useMutation(trpc.changes.submitChange.mutationOptions({ onSuccess }))
  const complete = useMutation(trpc.changes.completeAssessment.mutationOptions({ onSuccess }))
  const implement = useMutation(trpc.changes.implementChange.mutationOptions({ onSuccess }))
  const verify = useMutation(trpc.changes.verifyChange.mutationOptions({ onSuccess }))
  const close = useMutation(trpc.changes.closeChange.mutationOptions({ onSuccess }))
  const clone = useMutation(trpc.changes.cloneChange.mutationOptions({ onSuccess }))
  const { may, id: changeId, version, missing } = change
  const step = { changeId, version }
  const failed = [submit, complete, implement, verify, close, clone].find(({ error }) => error !== null)
  const shut = () => setDialog(null)
  return (
    <>
      <ErrorNotice error={failed?.error} />
      {may.implement && <p className={classes.faint}>{t('changes:head.implementHint')}</p>}
      {may.complete && missing.length > 0 && (
        <p className={classes.faint}>{t('changes:head.missing', { count: missing.length })}</p>
      )}
      <div className={`${classes.acts} no-print`}>
        {may.submit && (
          <Button loading={submit.isPending} onClick={() => submit.mutate(step)}>
            {t('changes:head.submit')}
          </Button>
        )}
        {may.complete && (
          <Button disabled={missing.length > 0} loading={complete.isPending} onClick={() => complete.mutate(step)}>
            {t('changes:head.complete')}
          </Button>
        )}
        {may.implement && (
          <Button loading={implement.isPending} onClick={() => implement.mutate(step)}>
            {t('changes:head.implement')}
          </Button>
        )}
        {may.verify && (
          <Button loading={verify.isPending} onClick={() => verify.mutate({ changeId })}>
            {t('changes:head.verify')}
          </Button>
        )}
        {may.close && (
          <Button loading={close.isPending} onClick={() => close.mutate(step)}>
            {t('changes:head.close')}
          </Button>
        )}
        {may.clone && (
          <Button variant="default" loading={clone.isPending} onClick={() => clone.mutate({ changeId })}>
            {t('changes:head.clone')}
          </Button>
        )}
        {may.edit && (
          <Button variant="default" onClick={() => setDialog('edit')}>
            {t('changes:head.edit')}
          </Button>
        )}
        {(['escalate', 'reject', 'cancel'] as const).map(
          (act) =>
            may[act] && (
              <Button key={act} variant="default" onClick={() => setDialog(act)}>
                {t(`changes:head.${act}`)}
              </Button>
            ),
        )}
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('common:actions.print')}
        </Button>
      </div>
      <EditDialog change={change} opened={dialog === 'edit'} onClose={shut} />
      {(['escalate', 'reject', 'cancel'] as const).map((act) => (
        <ReasonDialog key={act} change={change} act={act} opened={dialog === act} onClose={shut} />
      ))}
    </>
  )
}
