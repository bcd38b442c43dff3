'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'
import type { Notice } from './types'

/** Reading notices: marks them at once on the screen, then on the server. */
export function useReadNotices() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries(trpc.notifications.pathFilter())
  const one = useMutation(trpc.notifications.markRead.mutationOptions({ onSettled }))
  const all = useMutation(trpc.notifications.markAllRead.mutationOptions({ onSettled }))
  return {
    open: (notice: Notice) => {
      if (notice.readAt === null) one.mutate({ notificationIds: [notice.id] })
    },
    readAll: (newest: Notice) => all.mutate({ until: newest.createdAt }),
    busy: all.isPending,
  }
}
