'use client'
import { IconCheck, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '@/app/_components/ui/choices'
import { Stack } from '@/app/_components/ui/layout'
import { closeGrants, grants as allGrants, type Grant } from '@/server/domains/products/rules'
import classes from './grants.module.css'

type Props = { value: readonly Grant[]; onChange: (grants: Grant[]) => void; label: string }

/** Chooses what a partner may see; prices bring the BOM along and leave with it. */
export function GrantsField({ value, onChange, label }: Props) {
  const { t } = useTranslation('products')
  const toggle = (grant: Grant, on: boolean) => {
    const rest = value.filter((each) => each !== grant && (on || grant !== 'boms' || each !== 'prices'))
    onChange(closeGrants(on ? [...rest, grant] : rest))
  }
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{label}</legend>
      <Stack gap={10}>
        {allGrants.map((grant) => (
          <Checkbox
            key={grant}
            label={t(`grant.${grant}`)}
            description={t(`grantHint.${grant}`)}
            checked={value.includes(grant)}
            onChange={(event) => toggle(grant, event.currentTarget.checked)}
          />
        ))}
      </Stack>
    </fieldset>
  )
}

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
