'use client'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import { languageTags } from '@/locales/config'
import { readIn } from '@/server/kernel/bilingual'
import { EqBadge } from './eq/eq-badge'
import { StateBadge } from './state-badge'
import type { ThreadPage, ThreadSummary } from './types'
import { WhoReads } from './who-reads'
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
  const { org: own } = useViewer()
  const { eq } = thread
  const said = eq?.title ?? thread.question
  const words = said ? readIn(format.locale, said) : null
  const badge = eq ? <EqBadge eq={{ ...eq, state: thread.state }} now={now} /> : <StateBadge state={thread.state} />
  const ours = eq !== null && thread.state === 'open' && thread.lastPostOrgId !== own?.id
  const asker = page.people[thread.openedBy]
  return (
    <span className={classes.row} data-unread={thread.unread > 0 || undefined}>
      {!embedded && (
        <span className={classes.top}>
          <span className={classes.subject}>
            {eq && <span className="mono">{eq.code} · </span>}
            {thread.subjectLabel}
          </span>
          {badge}
        </span>
      )}
      {words && (
        <span className={classes.question} lang={languageTags[words.language]}>
          {words.text}
        </span>
      )}
      <span className={classes.meta}>
        {embedded && eq && <span className="mono">{eq.code}</span>}
        {embedded && badge}
        {ours && <span className={classes.unread}>{t('eq.turn.own')}</span>}
        {eq && thread.state === 'open' && <span>{t('eq.dueShort', { when: format.shortDay(eq.dueAt) })}</span>}
        {asker && <span>{format.person(asker)}</span>}
        <span className={classes.partner}>
          <WhoReads thread={thread} orgs={page.orgs} />
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
