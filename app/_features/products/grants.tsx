'use client'
import { IconCheck, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { closeGrants, grants as allGrants, type Grant } from '@/server/domains/products/rules'
import classes from './grants.module.css'

/** What is shared and what is not, readable without colour. */
export function GrantList({ grants }: { grants: readonly Grant[] }) {
  const { t } = useTranslation('products')
  return (
    <ul className={classes.list}>
      {allGrants.map((grant) => {
        const shared = grants.includes(grant)
        const Icon = shared ? IconCheck : IconLock
        return (
          <li key={grant} className={classes.item} data-shared={shared || undefined}>
            <Icon size={16} stroke={1.8} aria-hidden />
            <span>{t(`grant.${grant}`)}</span>
            {!shared && <span className={classes.not}>{t('partners.notShared')}</span>}
          </li>
        )
      })}
    </ul>
  )
}

/** The shared parts in one line. */
export function GrantLine({ grants }: { grants: readonly Grant[] }) {
  const { t } = useTranslation('products')
  if (grants.length === 0) return t('partners.nothing')
  return closeGrants(grants)
    .map((grant) => t(`grant.${grant}`))
    .join(t('partners.and'))
}
