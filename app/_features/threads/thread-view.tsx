'use client'
import { IconArrowBackUp, IconCheck, IconLock } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { EarlierPosts } from './earlier-posts'
import { PostItem } from './post-item'
import { Reply } from './reply'
import { StateBadge } from './state-badge'
import { SubjectLink } from './subject-link'
import { ThreadWaiting } from './thread-waiting'
import type { EqThread, Thread } from './types'
import { useReadMark } from './use-read-mark'
import classes from './thread-view.module.css'

/** Most questions are none. */
const EqCard = lazy(async () => ({ default: (await import('./eq/eq-card')).EqCard }))
const isEq = (thread: Thread): thread is EqThread => thread.eq !== null

type Props = Readonly<{
  threadId: string
  /** Inside the panel of its own subject: neither its name nor the way to it. */
  embedded?: boolean
  autoFocus?: boolean
}>

/** One question, from first message to answer. */
export function ThreadView({ threadId, embedded = false, autoFocus }: Props) {
  const { t } = useTranslation('threads')
  const trpc = useTRPC()
  const asked = useQuery(trpc.threads.getThread.queryOptions({ threadId }))
  const thread = asked.data
  const { user } = useViewer()
  const readFrom = useReadMark(thread)
  if (asked.isPending) return <ThreadWaiting />
  if (!thread) {
    return asked.error.data?.code === 'NOT_FOUND' ? (
      <EmptyState title={t('thread.gone')} />
    ) : (
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
    )
  }
  // The card of a query begins with what was proposed.
  const said = thread.posts.filter(({ act }) => act !== 'raise')
  return (
    <article className={classes.thread} aria-label={thread.subjectLabel}>
      {isEq(thread) ? (
        <Suspense fallback={<ThreadWaiting />}>
          <EqCard thread={thread} embedded={embedded} />
        </Suspense>
      ) : (
        <ThreadHead thread={thread} embedded={embedded} />
      )}
      {thread.earlier && <EarlierPosts thread={thread} />}
      <ol className={classes.posts} aria-live="polite">
        {said.map((post) => (
          <PostItem
            key={post.id}
            thread={thread}
            post={post}
            unseen={post.authorId !== user.id && (readFrom === null || post.createdAt > readFrom)}
          />
        ))}
      </ol>
      <Reply key={thread.id} thread={thread} autoFocus={autoFocus} />
    </article>
  )
}

function ThreadHead({ thread, embedded }: { thread: Thread; embedded: boolean }) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries(trpc.threads.pathFilter())
  const resolve = useMutation(trpc.threads.resolve.mutationOptions({ onSettled }))
  const reopen = useMutation(trpc.threads.reopen.mutationOptions({ onSettled }))
  const change = { threadId: thread.id, version: thread.version }
  const brand = thread.orgs[thread.orgId]
  const partner = thread.partnerOrgId === null ? null : thread.orgs[thread.partnerOrgId]
  const resolver = thread.resolvedBy === null ? undefined : thread.people[thread.resolvedBy]
  return (
    <header className={classes.head}>
      {!embedded && (
        <div className={classes.subject}>
          <span className={classes.kind}>{t(`subject.${thread.subjectKind}`)}</span>
          <h2 className={classes.title}>{thread.subjectLabel}</h2>
        </div>
      )}
      <div className={classes.facts}>
        <StateBadge state={thread.state} />
        {resolver && <span>{t('thread.resolvedBy', { person: format.person(resolver) })}</span>}
        {brand && (
          <span className={classes.between}>
            <IconLock size={13} stroke={1.6} aria-hidden />
            {partner
              ? t('thread.with', { brand: format.org(brand), partner: format.org(partner) })
              : t('thread.inside', { brand: format.org(brand) })}
          </span>
        )}
      </div>
      <div className={classes.actions}>
        {!embedded && <SubjectLink thread={thread} />}
        {thread.mayWrite &&
          (thread.state === 'open' ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCheck size={15} aria-hidden />}
              loading={resolve.isPending}
              onClick={() => resolve.mutate(change)}
            >
              {t('thread.resolve')}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowBackUp size={15} aria-hidden />}
              loading={reopen.isPending}
              onClick={() => reopen.mutate(change)}
            >
              {t('thread.reopen')}
            </Button>
          ))}
      </div>
      <ErrorNotice error={resolve.error ?? reopen.error} />
    </header>
  )
}
