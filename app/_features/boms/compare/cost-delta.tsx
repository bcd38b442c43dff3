'use client'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Skeleton } from '@/app/_components/ui/layout'
import { TextInput } from '@/app/_components/ui/field'
import { useTRPC } from '@/app/_lib/trpc'
import { deltaText, moneyText } from '../cost/cost-text'
import classes from './compare.module.css'
import type { Pair } from './pair'

const usualQuantity = '1000'
const isQuantity = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text)

/** What the difference between two revisions means in money and time for a build, at the prices that hold today. */
export function CostDelta({ pair }: { pair: Pair }) {
  const { t } = useTranslation(['bomRevisions', 'boms'])
  const trpc = useTRPC()
  const linked = useSearchParams().get('quantity') ?? ''
  const [typed, setTyped] = useState(isQuantity(linked) ? linked : usualQuantity)
  const [quantity, setQuantity] = useState(typed)
  const type = (text: string) => {
    setTyped(text)
    if (!isQuantity(text.trim())) return
    setQuantity(text.trim())
    const address = new URL(window.location.href)
    address.searchParams.set('quantity', text.trim())
    window.history.replaceState(null, '', address)
  }
  const [before, after] = useQueries({
    queries: [pair.before, pair.after].map((revisionId) =>
      trpc.boms.costAtQuantities.queryOptions(
        { revisionId, quantities: [quantity] },
        { placeholderData: keepPreviousData },
      ),
    ),
  })
  const [old] = before?.data ?? []
  const [now] = after?.data ?? []
  const error = before?.error ?? after?.error
  return (
    <section className={classes.delta} aria-label={t('bomRevisions:compare.delta.title')}>
      <TextInput
        label={t('boms:cost.quantity')}
        className={classes.quantity}
        inputMode="numeric"
        value={typed}
        error={isQuantity(typed.trim()) ? undefined : t('bomRevisions:compare.delta.quantityWrong')}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {error ? (
        <ErrorNotice error={error} />
      ) : !old || !now ? (
        <Skeleton height={52} width={320} />
      ) : (
        <dl className={classes.deltas}>
          {(
            [
              ['perUnit', old.unitMicros, now.unitMicros],
              ['total', old.summary.totalMicros, now.summary.totalMicros],
            ] as const
          ).map(([key, was, is]) => (
            <div key={key}>
              <dt>{t(`boms:cost.${key}`)}</dt>
              <dd className="num">
                {moneyText(was, old.currency)} → {moneyText(is, now.currency)}{' '}
                {was !== null && is !== null && <strong>({deltaText(is - was)})</strong>}
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('boms:cost.leadTime')}</dt>
            <dd className="num">
              {days(old.summary.leadTimeDays)} → {days(now.summary.leadTimeDays)}
            </dd>
          </div>
          <div>
            <dt>{t('boms:cost.coverage')}</dt>
            <dd className="num">
              {[old.summary, now.summary]
                .map(({ pricedCount: priced, partCount: count }) => t('boms:cost.coverageOf', { priced, count }))
                .join(' → ')}
            </dd>
          </div>
        </dl>
      )}
    </section>
  )

  function days(count: number | null): string {
    return count === null ? t('boms:cost.unknown') : t('boms:cost.days', { count })
  }
}
