'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import type { QueueItem } from './types'

/** A text of the queue, and who is to see to it; null is nobody in particular. */
type Assignment = Readonly<{
  item: QueueItem
  person: Readonly<{ userId: string; displayNameEn: string; displayNameZh: string }> | null
}>
export type Assign = ReturnType<typeof useAssign>

/** Gives a text of the queue to somebody, or to nobody in particular. Whatever comes of it, the list says so. */
export function useAssign(onAssigned: (assignment: Assignment) => void) {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ item, person }: Assignment) => {
      const { productId, subjectKind, subjectId, field, assignedTo } = item
      const userId = person?.userId ?? null
      return client.language.assignText.mutate({ productId, subjectKind, subjectId, field, userId, from: assignedTo })
    },
    onSuccess: (_, assignment) => onAssigned(assignment),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.language.listQueue.pathFilter()),
        queryClient.invalidateQueries(trpc.language.listTranslators.pathFilter()),
      ]),
  })
}
