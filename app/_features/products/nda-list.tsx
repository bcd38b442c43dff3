'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Anchor } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './nda-list.module.css'

/** Every undertaking the company gave, also for products it no longer sees; nothing where there is none. */
export function NdaList() {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const format = useFormat()
  const { data = [] } = useQuery(trpc.products.listNdaRecords.queryOptions())
  if (data.length === 0) return null
  return (
    <div className={classes.around}>
      <Panel title={t('ndaRecord.list')}>
        <p className={classes.hint}>{t('ndaRecord.listHint')}</p>
        <ul className={classes.list}>
          {data.map(({ id, acceptedAt, signerName, brand }) => (
            <li key={id}>
              <Anchor component={Link} href={paths.ndaRecord(id)}>
                {format.org(brand)}
              </Anchor>{' '}
              <span className={classes.faint}>
                {t('partners.signed', { name: signerName })} · {format.day(acceptedAt)}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}
