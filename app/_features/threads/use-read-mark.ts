'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import type { Thread } from './types'

/**
 * Marks a thread as read while it is in front of the reader, and returns up to where it was read when it was opened, so
 * that new messages stay marked as new for this visit.
 */
export function useReadMark(thread: Thread | undefined): Date | null {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { user } = useViewer()
  const [visit, setVisit] = useState<{ threadId: string; from: Date | null } | null>(null)
  if (thread && visit?.threadId !== thread.id) setVisit({ threadId: thread.id, from: thread.readUntil })
  const { mutate } = useMutation(
    trpc.threads.markRead.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.threads.listThreads.pathFilter())
        void queryClient.invalidateQueries(trpc.threads.countsForBom.pathFilter())
        void queryClient.invalidateQueries(trpc.threads.countUnread.pathFilter())
        void queryClient.invalidateQueries(trpc.notifications.pathFilter())
      },
    }),
  )
  // A notice about the thread may come after the thread itself was seen; it is then seen as well.
  const notices = useQuery(trpc.notifications.countUnread.queryOptions()).data?.unread ?? 0
  const threadId = thread?.id
  const newest = thread?.posts.findLast(({ authorId }) => authorId !== user.id)
  const seen = thread?.readUntil && newest ? newest.createdAt <= thread.readUntil : !newest
  const postId = newest?.id
  useEffect(() => {
    if (!threadId || !postId || (seen && notices === 0)) return
    const mark = () => {
      if (document.visibilityState === 'visible') mutate({ threadId, postId })
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [threadId, postId, seen, notices, mutate])
  return visit?.from ?? null
}
