'use client'
import { useQuery } from '@tanstack/react-query'
import { IconMailOpened } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import classes from './pending-invitations.module.css'

/** Brands that wait for an answer; nothing at all where none does. */
export function PendingInvitations() {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const format = useFormat()
  const { org } = useViewer()
  const { data = [] } = useQuery(trpc.products.listInvitations.queryOptions())
  if (data.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('pending.title')}>
      {data.map(({ partyId, brand, expires }) => (
        <li key={partyId} className={classes.item}>
          <IconMailOpened size={20} stroke={1.6} aria-hidden className={classes.icon} />
          <div className={classes.words}>
            <strong>{t('pending.body', { brand: format.org(brand) })}</strong>
            {expires && (
              <span className={classes.until}>
                {t('invitation.until')}{' '}
                <BothTimes instant={expires} zones={[brand.timeZone, ...(org ? [org.timeZone] : [])]} />
              </span>
            )}
          </div>
          <Button component={Link} href={paths.partnerInvitation(partyId)} size="sm">
            {t('pending.answer')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
