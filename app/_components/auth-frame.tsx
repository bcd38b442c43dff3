'use client'
import { Link } from './link'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { LocaleSwitch } from './locale-switch'
import { Mark } from './mark'
import { SchemeSwitch } from './scheme-switch'
import classes from './auth-frame.module.css'

/** The quiet page before the portal: mark, language, one task. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Link href={paths.home()} className={classes.brand}>
          <Mark size={28} />
          {t('productName')}
        </Link>
        <div className={classes.tools}>
          <LocaleSwitch />
          <SchemeSwitch />
        </div>
      </header>
      <main className={classes.main} id="content">
        {children}
      </main>
      <footer className={classes.footer}>{t('tagline')}</footer>
    </div>
  )
}
