'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Anchor } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { PartyListItem } from '@/server/domains/products/queries/list-parties'
import classes from './partners.module.css'

/** Who signed the undertaking and when, each leading to the record. */
export function SignedRecords({ ndas }: Pick<PartyListItem, 'ndas'>) {
  const { t } = useTranslation('products')
  const format = useFormat()
  if (ndas.length === 0) return <span className={classes.faint}>{t('partners.none')}</span>
  return ndas.map(({ id, signerName, acceptedAt }) => (
    <span key={id}>
      <Anchor component={Link} href={paths.ndaRecord(id)}>
        {t('partners.signed', { name: signerName })}
      </Anchor>{' '}
      <span className={classes.faint}>{format.day(acceptedAt)}</span>
    </span>
  ))
}
