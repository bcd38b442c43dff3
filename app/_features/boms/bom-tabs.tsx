'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import classes from './bom-frame.module.css'

type Props = Readonly<{ productId: string; bomId: string }>

/** What there is about one BOM besides its lines, each with an address of its own. */
export function BomTabs({ productId, bomId }: Props) {
  const { t } = useTranslation(['boms', 'bomRevisions'])
  const here = usePathname()
  const tabs = [
    { path: paths.bom(productId, bomId), label: t('boms:tab.lines') },
    { path: paths.substitutions(productId, bomId), label: t('boms:tab.substitutions') },
    { path: paths.bomCompare(productId, bomId), label: t('bomRevisions:compare.tab') },
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
