'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import type { QueueItem } from './types'

/** Gives a text of the queue to somebody, or to nobody in particular. Whatever comes of it, the list says so. */
export function useAssign() {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ item, userId }: Readonly<{ item: QueueItem; userId: string | null }>) => {
      const { productId, subjectKind, subjectId, field, assignedTo } = item
      return client.language.assignText.mutate({ productId, subjectKind, subjectId, field, userId, from: assignedTo })
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.language.listQueue.pathFilter()),
        queryClient.invalidateQueries(trpc.language.listTranslators.pathFilter()),
      ]),
  })
}
