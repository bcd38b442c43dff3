'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { ProductListItem } from '@/server/domains/products/queries/list-products'
import { PhaseBadge } from './phase'
import { useKindLabel } from './use-kind-label'
import classes from './product-rows.module.css'

/** Products as rows on a desk and as cards on a phone; the whole row leads in. */
export function ProductRows({ items }: { items: readonly ProductListItem[] }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const kind = useKindLabel()
  return (
    <ul className={classes.rows}>
      {items.map((product) => (
        <li key={product.id} className={classes.row}>
          <div className={classes.what}>
            <Link href={paths.product(product.id)} className={classes.name}>
              <span className={classes.code}>{product.code}</span> {format.text(product.name)}
            </Link>
            <span className={classes.kind}>{kind(product)}</span>
          </div>
          <span className={classes.with}>
            {product.partners === null
              ? format.org(product.brand)
              : product.partners === 0
                ? t('list.noPartners')
                : t('list.partners', { count: product.partners })}
          </span>
          <span className={classes.phase}>
            <PhaseBadge phase={product.phase} />
          </span>
          <time className={classes.when} dateTime={product.updatedAt.toISOString()}>
            {format.day(product.updatedAt)}
          </time>
        </li>
      ))}
    </ul>
  )
}
