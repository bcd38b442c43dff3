'use client'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import { PostItem } from './post-item'
import type { Thread } from './types'
import classes from './thread-view.module.css'

/** What was said before the hundred newest messages, a hundred at a time. */
export function EarlierPosts({ thread }: { thread: Thread }) {
  const { t } = useTranslation('threads')
  const trpc = useTRPC()
  const [befores, setBefores] = useState<readonly string[]>([])
  const pages = useQueries({
    queries: befores.map((before) => trpc.threads.getThread.queryOptions({ threadId: thread.id, before })),
  })
  const oldest = pages.at(-1)?.data ?? (befores.length === 0 ? thread : undefined)
  const first = oldest?.posts[0]?.id
  return (
    <>
      {(oldest === undefined || oldest.earlier) && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={oldest === undefined}
          onClick={() => first && setBefores([...befores, first])}
        >
          {t('post.earlier')}
        </Button>
      )}
      <ol className={classes.posts}>
        {pages
          .toReversed()
          .flatMap(({ data }) =>
            (data?.posts ?? []).map(
              (post) => data && <PostItem key={post.id} thread={data} post={post} unseen={false} />,
            ),
          )}
      </ol>
    </>
  )
}
