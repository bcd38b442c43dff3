'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
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
          <Link href={paths.translations(productId)}>{t('overview.wait', { count: count.total })}</Link>
          {count.critical > 0 && (
            <Link className={classes.urgent} href={paths.translations(productId, 'critical=1')}>
              {t('overview.critical', { count: count.critical })}
            </Link>
          )}
          {count.stale > 0 && (
            <Link className={classes.urgent} href={paths.translations(productId, 'state=stale')}>
              {t('overview.stale', { count: count.stale })}
            </Link>
          )}
          {count.mine > 0 && (
            <Link href={paths.translations(productId, 'mine=1')}>{t('overview.mine', { count: count.mine })}</Link>
          )}
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
