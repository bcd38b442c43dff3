import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './bell.module.css'

/** The bell with the number of unread notices. */
export function BellButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation('notifications')
  const trpc = useTRPC()
  const unread = useQuery(trpc.notifications.countUnread.queryOptions()).data?.unread ?? 0
  const label = unread > 0 ? t('bell.unread', { count: unread }) : t('bell.open')
  return (
    <ActionIcon
      aria-haspopup="dialog"
      {...props}
      variant="subtle"
      color="gray"
      size={32}
      className={classes.bell}
      aria-label={label}
    >
      <IconBell size={18} stroke={1.6} aria-hidden />
      {unread > 0 && (
        <span className={classes.badge} aria-hidden>
          {unread >= 99 ? '99+' : unread}
        </span>
      )}
    </ActionIcon>
  )
}
