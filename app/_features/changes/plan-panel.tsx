'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { priceText } from '@/app/_features/boms/line-text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { useChanged } from './use-changed'
import type { PlanDialogProps } from './plan-dialog'
import classes from './view.module.css'

const PlanDialog = onFirstUse<PlanDialogProps>(() => import('./plan-dialog').then((module) => module.PlanDialog))

/** When the new begins, what becomes of the old, and who agreed to it. */
export function PlanPanel({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const [planning, setPlanning] = useState(false)
  const agree = useMutation(trpc.changes.agreePlan.mutationOptions({ onSuccess: useChanged() }))
  const { effectivity, may } = change
  const sides = change.withPartner ? (['brand', 'partner'] as const) : (['brand'] as const)
  if (effectivity === null && change.approvedHash === null)
    return (
      <Panel title={t('plan.title')}>
        <p className={classes.faint}>{t('plan.notYet')}</p>
      </Panel>
    )
  return (
    <Panel
      title={t('plan.title')}
      actions={
        may.plan && (
          <Button className="no-print" variant={effectivity ? 'default' : 'filled'} onClick={() => setPlanning(true)}>
            {t(effectivity ? 'plan.edit' : 'plan.set')}
          </Button>
        )
      }
    >
      <div className={classes.body}>
        {effectivity === null ? (
          <p className={classes.faint}>{t('plan.none')}</p>
        ) : (
          <>
            <p className={classes.plain}>
              <span className={classes.strong}>{t(`effectivity.${effectivity.kind}`)}</span>
              {'from' in effectivity && `: ${effectivity.from}`}
            </p>
            <Dispositions change={change} />
            <div className={classes.marks}>
              {sides.map((side) => (
                <Chip key={side} tone={change.agreedSides.includes(side) ? 'accent' : 'plain'}>
                  {t(change.agreedSides.includes(side) ? 'plan.agreed' : 'plan.open', { side: t(`side.${side}`) })}
                </Chip>
              ))}
            </div>
            <ErrorNotice error={agree.error} />
            {may.agree && (
              <div className={`${classes.acts} no-print`}>
                <Button
                  loading={agree.isPending}
                  onClick={() => agree.mutate({ changeId: change.id, hash: change.planHash })}
                >
                  {t('plan.agree', { side: t(`side.${change.side}`) })}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
      {may.plan && <PlanDialog change={change} opened={planning} onClose={() => setPlanning(false)} />}
    </Panel>
  )
}

function Dispositions({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const { dispositions, costsShown } = change
  if (dispositions.length === 0) return <p className={classes.faint}>{t('plan.noneExists')}</p>
  const heads = [
    'bucket',
    'action',
    'quantity',
    ...(costsShown ? (['unitCost'] as const) : []),
    'payer',
    'due',
  ] as const
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('plan.dispositions')}>
        <thead>
          <tr>
            {heads.map((each) => (
              <th key={each} scope="col">
                {t(`plan.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dispositions.map((row, index) => (
            <tr key={`${row.bucket} ${row.action} ${String(index)}`}>
              <th scope="row">{t(`area.${row.bucket}`)}</th>
              <td>{t(`action.${row.action}`)}</td>
              <td className={classes.number}>{format.quantity(row.quantity)}</td>
              {costsShown && <td className={classes.number}>{priceText(row.unitCostMicros, row.currency) || '–'}</td>}
              <td>{t(`side.${row.payer}`)}</td>
              <td className={classes.number}>{row.dueOn ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
