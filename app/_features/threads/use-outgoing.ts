'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'
import type { PostText } from '@/server/domains/threads/rules'
import type { Draft } from './draft'
import { useKept } from './use-kept'

/** An answer on its way. Its key stays the same for every attempt, so that it can never be posted twice. */
export type Outgoing = Readonly<{
  clientKey: string
  body: PostText
  mentions: string[]
  draft: Draft
  at: string
  failed: boolean
}>

/** Answers shown at once, sent behind, and kept until the server has them, even over a reload. */
export function useOutgoing(threadId: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [outgoing, setOutgoing] = useKept<readonly Outgoing[]>(`outgoing ${threadId}`, [], (list) => list.length === 0)
  const send = useMutation(
    trpc.threads.reply.mutationOptions({
      // A lost line is tried again by the browser's own hand before it is called a failure.
      retry: (count, error) => count < 2 && !error.data,
      onSuccess: async (_, { clientKey }) => {
        await queryClient.invalidateQueries(trpc.threads.getThread.queryFilter({ threadId }))
        setOutgoing((list) => list.filter((each) => each.clientKey !== clientKey))
        void queryClient.invalidateQueries(trpc.threads.listThreads.pathFilter())
      },
      onError: (_, { clientKey }) =>
        setOutgoing((list) => list.map((each) => (each.clientKey === clientKey ? { ...each, failed: true } : each))),
    }),
  )
  const attempt = ({ clientKey, body, mentions }: Outgoing) => send.mutate({ threadId, clientKey, body, mentions })
  return {
    outgoing,
    error: send.error,
    post: (body: PostText, mentions: string[], draft: Draft) => {
      const entry = { clientKey: crypto.randomUUID(), body, mentions, draft, at: new Date().toISOString(), failed: false }
      setOutgoing((list) => [...list, entry])
      attempt(entry)
    },
    retry: (entry: Outgoing) => {
      setOutgoing((list) => list.map((each) => (each.clientKey === entry.clientKey ? { ...each, failed: false } : each)))
      attempt(entry)
    },
    takeBack: ({ clientKey }: Outgoing) => setOutgoing((list) => list.filter((each) => each.clientKey !== clientKey)),
  }
}
