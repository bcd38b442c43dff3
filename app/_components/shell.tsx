'use client'
import { IconHome, IconInbox, IconPackages, IconUserCircle } from '@tabler/icons-react'
import { Link } from './link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { useViewer } from '@/app/_lib/viewer'
import { PaletteKey } from '@/app/_features/commands/palette-key'
import { AccountMenu } from './account-menu'
import { LocaleSwitch } from './locale-switch'
import { Mark } from './mark'
import { SchemeSwitch } from './scheme-switch'
import { ShoreClocks } from './shore-clocks'
import classes from './shell.module.css'

/** The frame around every signed-in page: top bar on a desk, tabs under the thumb on a phone. */
export function Shell({ bell, children }: { bell: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const here = usePathname()
  const { org } = useViewer()
  const current = (path: string) => (path === '/' ? here === path : here.startsWith(path)) || undefined
  const page = (path: string) => (current(path) ? ('page' as const) : undefined)
  const places = [
    { path: paths.home(), label: t('nav.home') },
    { path: paths.products(), label: t('nav.products') },
    { path: paths.parts(), label: t('nav.parts') },
    { path: paths.translations(), label: t('nav.translations') },
    ...(org?.kind === 'brand' ? [{ path: paths.manufacturers(), label: t('nav.manufacturers') }] : []),
  ]
  const thumb = [
    { path: paths.home(), label: t('nav.home'), icon: IconHome },
    { path: paths.products(), label: t('nav.products'), icon: IconPackages },
    { path: paths.inbox(), label: t('nav.inbox'), icon: IconInbox },
    { path: paths.settings.profile(), label: t('nav.settings'), icon: IconUserCircle },
  ]
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <header className={classes.header}>
        <Link href={paths.home()} className={classes.brand} aria-label={t('productName')}>
          <Mark />
          <span className={classes.wordmark}>{t('productName')}</span>
        </Link>
        <nav className={classes.nav} aria-label={t('nav.main')}>
          {places.map(({ path, label }) => (
            <Link key={path} href={path} className={classes.link} aria-current={page(path)}>
              {label}
            </Link>
          ))}
        </nav>
        <div className={classes.spacer} />
        <PaletteKey />
        <ShoreClocks className={classes.clocks} />
        {bell}
        <LocaleSwitch />
        <SchemeSwitch />
        <AccountMenu />
      </header>
      <main id="content" className={classes.main}>
        {children}
      </main>
      <nav className={`${classes.tabs} no-print`} aria-label={t('nav.main')}>
        {thumb.map(({ path, label, icon: Icon }) => (
          <Link key={path} href={path} className={classes.tab} aria-current={page(path)}>
            <Icon size={20} stroke={1.6} aria-hidden />
            {label}
          </Link>
        ))}
      </nav>
    </>
  )
}
