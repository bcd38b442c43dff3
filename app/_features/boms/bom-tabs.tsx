'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { useViewer } from '@/app/_lib/viewer'
import classes from './bom-frame.module.css'

type Props = Readonly<{ productId: string; bomId: string }>

/** What there is about one BOM besides its lines, each with an address of its own. */
export function BomTabs({ productId, bomId }: Props) {
  const { t } = useTranslation('boms')
  const here = usePathname()
  const { org } = useViewer()
  const tabs = [
    { path: paths.bom(productId, bomId), label: t('tab.lines'), ownerOnly: false },
    { path: paths.bomMatch(productId, bomId), label: t('tab.match'), ownerOnly: true },
    { path: paths.placements(productId, bomId), label: t('tab.placements'), ownerOnly: false },
  ]
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={t('tab.label')}>
      {tabs
        .filter(({ ownerOnly }) => !ownerOnly || org?.kind === 'brand')
        .map(({ path, label }) => (
          <Link key={path} href={path} className={classes.tab} aria-current={here === path ? 'page' : undefined}>
            {label}
          </Link>
        ))}
    </nav>
  )
}
