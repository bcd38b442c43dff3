'use client'
import { TabLink } from '@/app/_components/tab-link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import { useViewer } from '@/app/_lib/viewer'
import { can } from '@/server/domains/orgs/policy'
import classes from './settings-nav.module.css'

/** The pages about oneself and about one's company, as far as the reader's role goes. */
export function SettingsNav() {
  const { t } = useTranslation('people')
  const here = usePathname()
  const { org } = useViewer()
  const { settings } = paths
  const you = [
    { path: settings.profile(), label: t('settings.profile') },
    { path: settings.security(), label: t('settings.security') },
    { path: settings.notifications(), label: t('settings.notifications') },
  ]
  const company = [
    { path: settings.organization(), label: t('settings.organization') },
    { path: settings.members(), label: t('settings.members') },
    { path: settings.glossary(), label: t('settings.glossary') },
    { path: settings.firmwareKeys(), label: t('settings.firmwareKeys') },
    ...(org && can(org.role, 'apiTokens:write')
      ? [{ path: settings.apiTokens(), label: t('settings.apiTokens') }]
      : []),
    ...(org && can(org.role, 'audit:read') ? [{ path: settings.audit(), label: t('settings.audit') }] : []),
  ]
  const group = (label: string, places: typeof you) => (
    <div className={classes.group}>
      <p className={classes.label}>{label}</p>
      {places.map(({ path, label }) => (
        <TabLink key={path} href={path} isHere={here === path} className={classes.link}>
          {label}
        </TabLink>
      ))}
    </div>
  )
  return (
    <nav className={classes.nav} aria-label={t('settings.nav')}>
      {group(t('settings.you'), you)}
      {group(t('settings.company'), company)}
    </nav>
  )
}
