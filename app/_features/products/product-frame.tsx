'use client'
import { TabLink } from '@/app/_components/tab-link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { Mark } from './mark'
import { PhaseBadge } from './phase'
import { useProduct } from './use-product'
import classes from './product-frame.module.css'

/** Which product this is, and its parts as tabs with addresses of their own. */
export function ProductFrame({ productId, children }: { productId: string; children: ReactNode }) {
  const { t } = useTranslation('products')
  const product = useProduct(productId)
  const format = useFormat()
  const here = usePathname()
  const owner = product.role === 'owner'
  const tabs = [
    { path: paths.product(productId), label: t('tabs.overview') },
    ...(product.grants.includes('boms') ? [{ path: paths.boms(productId), label: t('tabs.boms') }] : []),
    ...(product.grants.includes('specs') ? [{ path: paths.specs(productId), label: t('tabs.specs') }] : []),
    ...(product.grants.includes('files') ? [{ path: paths.designs(productId), label: t('tabs.designs') }] : []),
    ...(product.grants.includes('firmware') ? [{ path: paths.firmware(productId), label: t('tabs.firmware') }] : []),
    { path: paths.packages(productId), label: t('tabs.packages') },
    { path: paths.goldens(productId), label: t('tabs.golden') },
    ...(product.grants.includes('specs') ? [{ path: paths.gates(productId), label: t('tabs.gates') }] : []),
    ...(product.grants.includes('boms') ? [{ path: paths.changes(productId), label: t('tabs.changes') }] : []),
    { path: paths.threads(productId), label: t('tabs.threads') },
    { path: paths.partners(productId), label: t(owner ? 'tabs.partners' : 'tabs.access') },
  ]
  const isHere = (path: string) => (path === paths.product(productId) ? here === path : here.startsWith(path))
  // The parts with a heading of their own keep it the page's only one.
  const own = [
    paths.product(productId),
    paths.partners(productId),
    paths.boms(productId),
    paths.specs(productId),
    paths.designs(productId),
    paths.packages(productId),
    paths.goldens(productId),
    paths.firmware(productId),
    paths.gates(productId),
    paths.changes(productId),
  ].includes(here)
  const Name = own ? 'h1' : 'div'
  return (
    <>
      <div className={classes.frame}>
        <div className={classes.identity}>
          <Name className={classes.name}>
            <span className={classes.code}>{product.code}</span> {format.text(product.name)}
          </Name>
          <PhaseBadge phase={product.phase} />
          {product.archivedAt && <Mark tone="plain">{t('list.archivedBadge')}</Mark>}
          {!owner && <span className={classes.brand}>{format.org(product.brand)}</span>}
        </div>
        <nav className={classes.tabs} aria-label={t('tabs.label')}>
          {tabs.map(({ path, label }) => (
            <TabLink key={path} href={path} isHere={isHere(path)} className={classes.tab}>
              {label}
            </TabLink>
          ))}
        </nav>
      </div>
      {children}
    </>
  )
}
