'use client'
import { useQuery } from '@tanstack/react-query'
import { TabLink } from '@/app/_components/tab-link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import classes from './bom-frame.module.css'

type Props = Readonly<{ productId: string; bomId: string }>

/** What there is about one BOM besides its lines, each with an address of its own. */
export function BomTabs({ productId, bomId }: Props) {
  const { t } = useTranslation(['boms', 'bomRevisions'])
  const here = usePathname()
  const { org } = useViewer()
  const trpc = useTRPC()
  const { data: bom } = useQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const brand = org?.kind === 'brand'
  // What people come for daily stands first: a phone shows three without being pushed.
  const tabs = [
    { path: paths.bom(productId, bomId), label: t('boms:tab.lines') },
    { path: paths.substitutions(productId, bomId), label: t('boms:tab.substitutions') },
    { path: paths.bomSupply(productId, bomId), label: t('boms:tab.supply') },
    { path: paths.bomStructure(productId, bomId), label: t('boms:tab.structure') },
    { path: paths.bomVariants(productId, bomId), label: t('boms:tab.variants') },
    ...(bom?.seesPrices === true ? [{ path: paths.bomCost(productId, bomId), label: t('boms:tab.cost') }] : []),
    { path: paths.bomCompare(productId, bomId), label: t('bomRevisions:compare.tab') },
    { path: paths.bomMbom(productId, bomId), label: t('boms:tab.mbom') },
    ...(brand ? [{ path: paths.bomMatch(productId, bomId), label: t('boms:tab.match') }] : []),
    { path: paths.placements(productId, bomId), label: t('boms:tab.placements') },
  ]
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={t('boms:tab.label')}>
      {tabs.map(({ path, label }) => (
        <TabLink key={path} href={path} isHere={here === path} className={classes.tab}>
          {label}
        </TabLink>
      ))}
    </nav>
  )
}
