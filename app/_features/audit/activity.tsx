'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useSentence } from './use-sentence'
import classes from './activity.module.css'

/** What happened in a product lately, told from the reader's own log. */
export function Activity({ productId }: { productId: string }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const format = useFormat()
  const now = useMinute()
  const { data, error, refetch } = useQuery(trpc.products.listActivity.queryOptions({ productId }))
  const sentence = useSentence(data?.names ?? {})
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={120} m="md" />
  if (data.entries.length === 0) return <p className={classes.none}>{t('overview.noActivity')}</p>
  return (
    <ul className={classes.list}>
      {data.entries.map((entry) => {
        const { who, org, what, reason } = sentence(entry)
        return (
          <li key={entry.seq} className={classes.entry}>
            <div className={classes.words}>
              <span>
                <strong className={classes.who}>{who}</strong>{' '}
                {org !== '' && <span className={classes.org}>{org} </span>}
                {what}
              </span>
              {reason !== '' && <q className={classes.reason}>{reason}</q>}
            </div>
            <time className={classes.when} dateTime={entry.at.toISOString()} title={format.moment(entry.at)}>
              {now === null ? format.day(entry.at) : format.ago(entry.at, now)}
            </time>
          </li>
        )
      })}
    </ul>
  )
}
