'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { paths } from '@/app/_lib/paths'
import type { PartListItem } from '@/server/domains/parts/queries/list-parts'
import { LifecycleChip } from './lifecycle-chip'
import classes from './part-rows.module.css'

/** Parts as rows: number and name, first choice, what needs care. The whole row is the link. */
export function PartRows({ items }: { items: readonly PartListItem[] }) {
  return (
    <ul className={classes.rows}>
      {items.map((part) => (
        <PartRow key={part.id} part={part} />
      ))}
    </ul>
  )
}

function PartRow({ part }: { part: PartListItem }) {
  const { t } = useTranslation('parts')
  const { id, number, name, first, approved, suppliers, pricesExpired, lifecycle } = part
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Link className={classes.number} href={paths.part(id)}>
          {number}
        </Link>
        <span className={classes.name}>
          <BilingualWords text={name} />
        </span>
        <span className={classes.faint}>{[part.value, part.package].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={classes.source}>
        {first && (
          <>
            <span className={classes.mpn}>{first.mpn}</span>
            <span className={classes.faint}>{first.manufacturer}</span>
          </>
        )}
      </div>
      <div className={classes.care}>
        <LifecycleChip lifecycle={lifecycle} />
        {approved === 0 && <Chip tone="amber">{t('list.none')}</Chip>}
        {approved === 1 && <Chip tone="muted">{t('list.single')}</Chip>}
        {approved > 1 && <Chip>{t('list.sources', { count: approved })}</Chip>}
        {pricesExpired && <Chip tone="amber">{t('list.expired')}</Chip>}
        {suppliers > 0 && <span className={classes.faint}>{t('list.suppliers', { count: suppliers })}</span>}
      </div>
    </li>
  )
}
