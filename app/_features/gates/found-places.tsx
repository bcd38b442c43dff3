'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import type { Found } from '@/server/domains/gates/queries/system-checks'
import classes from './found-places.module.css'

/** The requirements a check stumbled over: each the way to itself, with what is wrong with which of its texts. */
export function FoundPlaces({ productId, found: { places, count } }: { productId: string; found: Found }) {
  const { t } = useTranslation(['gates', 'language'])
  if (places.length === 0) return null
  const wrong = (texts: Found['places'][number]['texts']) =>
    texts
      .map(({ field, state }) => `${t(`gates:found.field.${field}`)} ${t(`language:state.${state}`)}`)
      .join(t('gates:found.between'))
  return (
    <ul className={classes.places}>
      {places.map(({ specId, requirementId, number, code, texts }) => (
        <li key={requirementId}>
          <Link className={classes.way} href={paths.requirement(productId, specId, requirementId)}>
            {number} {code}
          </Link>{' '}
          <span className={classes.faint}>{wrong(texts)}</span>
        </li>
      ))}
      {count > places.length && (
        <li className={classes.faint}>{t('gates:found.more', { count: count - places.length })}</li>
      )}
    </ul>
  )
}
