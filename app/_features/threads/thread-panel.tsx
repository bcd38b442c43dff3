'use client'
import { IconChevronDown, IconChevronRight, IconMessagePlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import { Ask } from './ask'
import { RaiseEq } from './eq/raise-eq'
import { ThreadRow } from './thread-row'
import { ThreadView } from './thread-view'
import type { Subject } from './types'
import classes from './thread-panel.module.css'

type Props = Readonly<{
  productId: string
  /** What the questions are about; the label is what a reader calls it. */
  subject: Subject
  /** The question to open first, as a link may ask for. */
  threadId?: string | null
}>

/** Questions about one thing, where the thing is: read, answer, ask. */
export function ThreadPanel({ productId, subject, threadId = null }: Props) {
  return <Panel key={`${subject.kind} ${subject.id}`} productId={productId} subject={subject} threadId={threadId} />
}

function Panel({ productId, subject, threadId }: Props) {
  const { t } = useTranslation('threads')
  const trpc = useTRPC()
  const [chosen, setChosen] = useState<string | null | undefined>(threadId ?? undefined)
  const [asking, setAsking] = useState(false)
  const asked = useQuery(
    trpc.threads.listThreads.queryOptions({
      productId,
      subject: { kind: subject.kind, id: subject.id },
      filter: 'all',
      limit: 50,
    }),
  )
  if (asked.isPending) return <Skeleton height={72} />
  if (!asked.data) return <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
  const { threads } = asked.data
  const sorted = threads.toSorted((a, b) => Number(a.state === 'resolved') - Number(b.state === 'resolved'))
  // The one open question is open; among several the reader chooses.
  const open = threads.filter(({ state }) => state === 'open')
  const shown = chosen === undefined ? (open.length === 1 ? open[0]?.id : null) : chosen
  const raise = <RaiseEq productId={productId} subject={subject} onRaised={setChosen} />
  return (
    <div className={classes.panel}>
      {sorted.map((thread) => (
        <section key={thread.id} className={classes.item} data-open={thread.id === shown || undefined}>
          <UnstyledButton
            className={classes.toggle}
            aria-expanded={thread.id === shown}
            onClick={() => setChosen(thread.id === shown ? null : thread.id)}
          >
            {thread.id === shown ? (
              <IconChevronDown size={15} aria-hidden />
            ) : (
              <IconChevronRight size={15} aria-hidden />
            )}
            <ThreadRow thread={thread} page={asked.data} embedded />
          </UnstyledButton>
          {thread.id === shown && (
            <div className={classes.body}>
              <ThreadView threadId={thread.id} embedded />
            </div>
          )}
        </section>
      ))}
      {threads.length === 0 && <p className={classes.empty}>{t('panel.empty')}</p>}
      {threads.length === 0 || asking ? (
        <Ask
          productId={productId}
          subject={subject}
          autoFocus={asking}
          onAsked={(id) => {
            setAsking(false)
            setChosen(id)
          }}
        />
      ) : (
        <div className={classes.more}>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconMessagePlus size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('panel.another')}
          </Button>
          {raise}
        </div>
      )}
      {(threads.length === 0 || asking) && <div className={classes.more}>{raise}</div>}
    </div>
  )
}
