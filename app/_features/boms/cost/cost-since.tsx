'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { CostCurrency } from '@/server/domains/boms/rules/cost-choices'
import type { CostChanges } from '@/server/domains/boms/queries/costs'
import type { Build } from '../build'
import type { Bom } from '../types'
import classes from './cost.module.css'
import { amountText, deltaText, moneyText } from './cost-text'

/** What is different from a roll-up that was kept: the last one of this build, or the one that is chosen. */
export function CostSince({ bom, build, currency }: Readonly<{ bom: Bom; build: Build; currency: CostCurrency }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const [chosen, setChosen] = useState<string | null>(null)
  const kept = useQuery(trpc.boms.listCosts.queryOptions({ bomId: bom.id }))
  const alike = kept.data?.find(
    (each) => each.quantity === build.quantity && each.currency === currency && each.variant === (build.variant ?? ''),
  )
  const costId = chosen ?? (alike ?? kept.data?.[0])?.id ?? null
  return (
    <Panel
      flush
      title={t('cost.since.title')}
      actions={
        kept.data &&
        kept.data.length > 0 && (
          <NativeSelect
            size="sm"
            className="no-print"
            aria-label={t('cost.since.choose')}
            data={kept.data.map(({ id, createdAt, quantity, number, currency: by }) => ({
              value: id,
              label: t('cost.since.option', {
                ...{ day: format.day(createdAt), quantity: format.quantity(quantity), number, currency: by },
              }),
            }))}
            value={costId ?? ''}
            onChange={({ currentTarget: { value } }) => setChosen(value)}
          />
        )
      }
    >
      {kept.error ? (
        <ErrorNotice error={kept.error} onRetry={() => void kept.refetch()} />
      ) : kept.data?.length === 0 ? (
        <p className={classes.none}>{t('cost.since.none')}</p>
      ) : costId === null ? (
        <Skeleton height={120} />
      ) : (
        <Changes costId={costId} revisionId={build.revisionId} />
      )}
    </Panel>
  )
}

function Changes({ costId, revisionId }: Readonly<{ costId: string; revisionId: string }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.boms.costChangesSince.queryOptions({ costId, revisionId }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={120} />
  return (
    <>
      <p className={classes.summaryLine}>
        {t('cost.since.at', { quantity: format.quantity(data.quantity) })} ·{' '}
        {t('cost.since.total', {
          before: moneyText(data.beforeMicros, data.currency),
          after: moneyText(data.afterMicros, data.currency),
          delta: deltaText(data.afterMicros - data.beforeMicros),
        })}
      </p>
      {data.count === 0 ? (
        <p className={classes.none}>{t('cost.since.same')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={`${classes.table} ${classes.cards}`}>
            <thead>
              <tr>
                <th scope="col">{t('cost.since.part')}</th>
                {(['price', 'order', 'delta'] as const).map((column) => (
                  <th key={column} scope="col" className={classes.number}>
                    {t(`cost.since.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.changes.map((change) => (
                <ChangeRow key={change.key} change={change} />
              ))}
            </tbody>
          </table>
          {data.count > data.changes.length && (
            <p className={classes.none}>{t('cost.since.more', { count: data.count - data.changes.length })}</p>
          )}
        </div>
      )}
    </>
  )
}

function ChangeRow({ change }: Readonly<{ change: CostChanges['changes'][number] }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const { before, after } = change
  const price = (micros: string | null | undefined) => (micros ? amountText(BigInt(micros)) : '–')
  const pair = (was: string, is: string) => (was === is ? is : `${was} → ${is}`)
  return (
    <tr>
      <td>
        <span className="mono">{change.label}</span>{' '}
        {before === null && <Chip tone="accent">{t('cost.since.added')}</Chip>}
        {after === null && <Chip tone="muted">{t('cost.since.removed')}</Chip>}
        {before !== null && after !== null && change.offer && <Chip tone="muted">{t('cost.since.offer')}</Chip>}
      </td>
      <td className={classes.number} data-label={t('cost.since.price')}>
        {pair(price(before?.unitMicros), price(after?.unitMicros))}
      </td>
      <td className={classes.number} data-label={t('cost.since.order')}>
        {pair(before ? format.quantity(before.order) : '–', after ? format.quantity(after.order) : '–')}
      </td>
      <td className={classes.number} data-label={t('cost.since.delta')}>
        <b>{deltaText(change.deltaMicros)}</b>
      </td>
    </tr>
  )
}
