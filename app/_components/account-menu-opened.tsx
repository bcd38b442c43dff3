'use client'
import { Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconCheck, IconLogout, IconMail, IconPlus, IconSettings } from '@tabler/icons-react'
import { Link } from './link'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { AccountTrigger } from './account-trigger'
import { Mantine } from './mantine'
import classes from './account-menu.module.css'

/** Who I am and for whom I act: switch organisation, settings, sign out. */
export function AccountMenuOpened() {
  const { t } = useTranslation()
  const trpc = useTRPC()
  const format = useFormat()
  const { org, orgs, demo, keepsMail } = useViewer()
  // A full load: nothing of one organisation may linger in memory under another.
  const leaveTo = (path: string) => window.location.assign(path)
  const switchOrg = useMutation(trpc.orgs.switch.mutationOptions({ onSuccess: () => leaveTo(paths.home()) }))
  const signOut = useMutation(trpc.people.signOut.mutationOptions({ onSuccess: () => leaveTo(paths.signIn()) }))
  return (
    <Mantine>
      <Menu defaultOpened position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <AccountTrigger />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('nav.switchOrg')}</Menu.Label>
          {orgs.map((each) => (
            <Menu.Item
              key={each.id}
              onClick={() => each.id !== org?.id && switchOrg.mutate({ orgId: each.id })}
              rightSection={each.id === org?.id ? <IconCheck size={16} aria-hidden /> : undefined}
              aria-current={each.id === org?.id || undefined}
            >
              <span className={classes.name}>{format.org(each)}</span>
              <span className={classes.role}>
                {t(`orgKind.${each.kind}`)} · {t(`role.${each.role}`)}
              </span>
            </Menu.Item>
          ))}
          <Menu.Item component={Link} href={paths.welcome()} leftSection={<IconPlus size={16} aria-hidden />}>
            {t('nav.newOrg')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            component={Link}
            href={paths.settings.profile()}
            leftSection={<IconSettings size={16} aria-hidden />}
          >
            {t('nav.settings')}
          </Menu.Item>
          {demo && keepsMail && (
            <Menu.Item component={Link} href={paths.outbox()} leftSection={<IconMail size={16} aria-hidden />}>
              {t('nav.outbox')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            {t('nav.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Mantine>
  )
}
