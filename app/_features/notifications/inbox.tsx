'use client'
import { IconInbox } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { NoticeRow } from './notice-row'
import { useReadNotices } from './use-inbox'

/** Everything the reader was told, newest first. */
export function Inbox() {
  const { t } = useTranslation(['notifications', 'common'])
  const trpc = useTRPC()
  const [unreadOnly, setUnreadOnly] = useState(false)
  const asked = useInfiniteQuery(
    trpc.notifications.listInbox.infiniteQueryOptions(
      { unreadOnly, limit: 30 },
      { getNextPageParam: ({ next }) => next },
    ),
  )
  const { open, readAll, busy } = useReadNotices()
  const notices = asked.data?.pages.flatMap((page) => page.notices) ?? []
  const [newest] = notices
  const someUnread = notices.some(({ readAt }) => readAt === null)
  return (
    <>
      <PageHeader
        title={t('notifications:inbox.title')}
        hint={t('notifications:inbox.hint')}
        actions={
          <>
            <SegmentedControl
              size="sm"
              value={unreadOnly ? 'unread' : 'all'}
              onChange={(value) => setUnreadOnly(value === 'unread')}
              data={[
                { value: 'all', label: t('notifications:inbox.all') },
                { value: 'unread', label: t('notifications:inbox.unread') },
              ]}
            />
            {newest && someUnread && (
              <Button size="sm" variant="default" loading={busy} onClick={() => readAll(newest)}>
                {t('notifications:inbox.markAllRead')}
              </Button>
            )}
          </>
        }
      />
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && (
        <Panel flush>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={44} m={16} width="auto" />
          ))}
        </Panel>
      )}
      {asked.isSuccess && notices.length === 0 && (
        <EmptyState
          icon={<IconInbox size={28} stroke={1.4} aria-hidden />}
          title={t(unreadOnly ? 'notifications:inbox.emptyUnread' : 'notifications:inbox.emptyTitle')}
          action={
            <Button component={Link} href={paths.settings.notifications()} size="sm" variant="default">
              {t('notifications:inbox.emptyAction')}
            </Button>
          }
        >
          {unreadOnly ? undefined : t('notifications:inbox.emptyBody')}
        </EmptyState>
      )}
      {notices.length > 0 && (
        <Panel flush>
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onOpen={open} />
          ))}
        </Panel>
      )}
      {asked.hasNextPage && (
        <Button mt="sm" variant="subtle" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('common:actions.more')}
        </Button>
      )}
    </>
  )
}
