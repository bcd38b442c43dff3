'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { can } from '@/server/domains/orgs/policy'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import classes from './next-steps.module.css'

/** What a young product still needs; gone once it is there. */
export function NextSteps({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const { org } = useViewer()
  const productId = product.id
  const owner = product.role === 'owner' && product.archivedAt === null
  const boms = useQuery(trpc.boms.listBoms.queryOptions({ productId }, { enabled: owner }))
  const parties = useQuery(trpc.products.listParties.queryOptions({ productId }, { enabled: owner }))
  const mayImport = org !== null && can(org.role, 'boms:write')
  const steps = [
    ...(mayImport && boms.data?.boms.length === 0
      ? [
          {
            key: 'import',
            title: t('overview.nextImport'),
            body: t('overview.nextImportBody'),
            path: paths.newImport(productId),
          },
        ]
      : []),
    ...(product.may.managePartners && parties.data?.length === 0
      ? [
          {
            key: 'invite',
            title: t('overview.nextInvite'),
            body: t('overview.nextInviteBody'),
            path: paths.partners(productId),
          },
        ]
      : []),
  ]
  if (!owner || steps.length === 0) return null
  return (
    <ul className={classes.steps}>
      {steps.map(({ key, title, body, path }, index) => (
        <li key={key} className={classes.step}>
          <div className={classes.words}>
            <strong>{title}</strong>
            <span className={classes.body}>{body}</span>
          </div>
          <Button
            component={Link}
            href={path}
            variant={index === 0 ? 'filled' : 'default'}
            size="sm"
            aria-label={title}
          >
            {t('overview.next')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
