'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './bom-frame.module.css'

type Props = Readonly<{ productId: string; bomId: string }>

/** What there is about one BOM besides its lines, each with an address of its own. */
export function BomTabs({ productId, bomId }: Props) {
  const { t } = useTranslation('boms')
  const here = usePathname()
  const trpc = useTRPC()
  const { data: bom } = useQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const tabs = [
    { path: paths.bom(productId, bomId), label: t('tab.lines') },
    { path: paths.bomStructure(productId, bomId), label: t('tab.structure') },
    { path: paths.bomVariants(productId, bomId), label: t('tab.variants') },
    { path: paths.bomMbom(productId, bomId), label: t('tab.mbom') },
    ...(bom?.seesPrices === true ? [{ path: paths.bomCost(productId, bomId), label: t('tab.cost') }] : []),
    { path: paths.bomSupply(productId, bomId), label: t('tab.supply') },
  ]
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={t('tab.label')}>
      {tabs.map(({ path, label }) => (
        <Link key={path} href={path} className={classes.tab} aria-current={here === path ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
