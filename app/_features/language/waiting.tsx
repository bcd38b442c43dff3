'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './waiting.module.css'

/** How much of a product the other side cannot read yet, and the way to the queue. */
export function Waiting({ productId }: { productId: string }) {
  const { t } = useTranslation('language')
  const { data } = useQuery(useTRPC().language.countQueue.queryOptions({ productId }))
  const [count] = data ?? []
  return (
    <Panel title={t('overview.title')}>
      {count ? (
        <div className={classes.counts}>
          <strong>{t('overview.wait', { count: count.total })}</strong>
          {count.critical > 0 && (
            <span className={classes.urgent}>{t('overview.critical', { count: count.critical })}</span>
          )}
          {count.stale > 0 && <span className={classes.urgent}>{t('overview.stale', { count: count.stale })}</span>}
          {count.mine > 0 && <span>{t('overview.mine', { count: count.mine })}</span>}
          <Button component={Link} href={paths.translations(productId)} size="compact-sm" variant="default">
            {t('overview.open')}
          </Button>
        </div>
      ) : (
        <p className={classes.none}>{data ? t('overview.none') : '…'}</p>
      )}
    </Panel>
  )
}
