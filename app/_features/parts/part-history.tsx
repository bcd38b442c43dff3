'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Skeleton } from '@/app/_components/ui/layout'
import { useSentence } from '@/app/_features/audit/use-sentence'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './part-view.module.css'

/** What was done to a part, newest first, told from the company's own log. */
export function PartHistory({ partId }: { partId: string }) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const format = useFormat()
  const { data, error, refetch } = useQuery(trpc.parts.listPartHistory.queryOptions({ partId }))
  const sentence = useSentence(data?.names ?? {})
  return (
    <Panel title={t('part.history')}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton height={80} />}
      {data?.entries.length === 0 && <span>{t('part.noHistory')}</span>}
      {data && data.entries.length > 0 && (
        <ul className={classes.history}>
          {data.entries.map((entry) => {
            const { who, what, reason } = sentence(entry)
            return (
              <li key={entry.seq} className={classes.entry}>
                <span>
                  <strong>{who}</strong> {what}
                </span>
                {reason !== '' && <q className={classes.reason}>{reason}</q>}
                <time className={classes.when} dateTime={entry.at.toISOString()}>
                  {format.moment(entry.at)}
                </time>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
