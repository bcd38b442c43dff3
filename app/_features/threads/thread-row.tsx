'use client'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { useFormat } from '@/app/_lib/format'
import { languageTags } from '@/locales/config'
import { readIn } from '@/server/kernel/bilingual'
import { StateBadge } from './state-badge'
import type { ThreadPage, ThreadSummary } from './types'
import classes from './thread-row.module.css'

type Props = Readonly<{
  thread: ThreadSummary
  page: Pick<ThreadPage, 'people' | 'orgs'>
  /** Inside the panel of its own subject the label goes without saying. */
  embedded?: boolean
}>

/** A question in a list: about what, the first words, how it stands. */
export function ThreadRow({ thread, page, embedded = false }: Props) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const now = useMinute()
  const words = thread.question ? readIn(format.locale, thread.question) : null
  const asker = page.people[thread.openedBy]
  const partner = thread.partnerOrgId === null ? null : page.orgs[thread.partnerOrgId]
  const brand = page.orgs[thread.orgId]
  return (
    <span className={classes.row} data-unread={thread.unread > 0 || undefined}>
      {!embedded && (
        <span className={classes.top}>
          <span className={classes.subject}>{thread.subjectLabel}</span>
          <StateBadge state={thread.state} />
        </span>
      )}
      {words && (
        <span className={classes.question} lang={languageTags[words.language]}>
          {words.text}
        </span>
      )}
      <span className={classes.meta}>
        {embedded && <StateBadge state={thread.state} />}
        {asker && <span>{format.person(asker)}</span>}
        <span className={classes.partner}>
          {partner ? format.org(partner) : brand ? t('list.inside', { org: format.org(brand) }) : ''}
        </span>
        <time dateTime={thread.lastPostAt.toISOString()} suppressHydrationWarning>
          {now ? format.ago(thread.lastPostAt, now) : format.day(thread.lastPostAt)}
        </time>
        {thread.postCount > 1 && <span>{t('list.posts', { count: thread.postCount })}</span>}
        {thread.unread > 0 && <span className={classes.unread}>{t('list.unread', { count: thread.unread })}</span>}
      </span>
    </span>
  )
}
