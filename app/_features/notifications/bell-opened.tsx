import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Mantine } from '@/app/_components/mantine'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { BellButton } from './bell-button'
import { NoticeRow } from './notice-row'
import { useReadNotices } from './use-inbox'
import classes from './bell.module.css'

/** The bell with its list of the latest. */
export function BellOpened() {
  const { t } = useTranslation('notifications')
  const [opened, setOpened] = useState(true)
  return (
    <Mantine>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={380} shadow="md" trapFocus>
        <Popover.Target>
          <BellButton onClick={() => setOpened(!opened)} />
        </Popover.Target>
        <Popover.Dropdown p={0} className={classes.dropdown} aria-label={t('bell.open')}>
          {opened && <Latest close={() => setOpened(false)} />}
        </Popover.Dropdown>
      </Popover>
    </Mantine>
  )
}

function Latest({ close }: { close: () => void }) {
  const { t } = useTranslation('notifications')
  const trpc = useTRPC()
  const latest = useQuery(trpc.notifications.listInbox.queryOptions({ limit: 8 }))
  const { open, readAll, busy } = useReadNotices()
  const notices = latest.data?.notices ?? []
  const [newest] = notices
  return (
    <>
      <div className={classes.list}>
        {latest.isPending && [1, 2, 3].map((row) => <Skeleton key={row} height={40} m={16} />)}
        {latest.isError && <ErrorNotice error={latest.error} onRetry={() => void latest.refetch()} />}
        {latest.isSuccess && notices.length === 0 && <p className={classes.empty}>{t('inbox.emptyBody')}</p>}
        {notices.map((notice) => (
          <NoticeRow
            key={notice.id}
            notice={notice}
            onOpen={(opened) => {
              open(opened)
              close()
            }}
          />
        ))}
      </div>
      <footer className={classes.footer}>
        <Button component={Link} href={paths.inbox()} size="compact-sm" variant="subtle" onClick={close}>
          {t('bell.all')}
        </Button>
        {newest && notices.some(({ readAt }) => readAt === null) && (
          <Button size="compact-sm" variant="subtle" color="gray" loading={busy} onClick={() => readAll(newest)}>
            {t('inbox.markAllRead')}
          </Button>
        )}
      </footer>
    </>
  )
}
