'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { PostText } from '@/server/domains/threads/rules'
import type { Draft } from './draft'
import { useKept } from '@/app/_lib/use-kept'

/** An answer on its way. Its key stays the same for every attempt, so that it can never be posted twice. */
export type Outgoing = Readonly<{
  clientKey: string
  body: PostText
  mentions: string[]
  draft: Draft
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
  const { mutate } = send
  // Everything that has not failed is on its way, also what a reload interrupted.
  const attempted = useRef(new Set<string>())
  useEffect(() => {
    for (const { clientKey, body, mentions, failed } of outgoing) {
      if (failed || attempted.current.has(clientKey)) continue
      attempted.current.add(clientKey)
      mutate({ threadId, clientKey, body, mentions })
    }
  }, [outgoing, mutate, threadId])
  return {
    outgoing,
    error: send.error,
    post: (body: PostText, mentions: string[], draft: Draft) => {
      setOutgoing((list) => [...list, { clientKey: crypto.randomUUID(), body, mentions, draft, failed: false }])
    },
    retry: (entry: Outgoing) => {
      attempted.current.delete(entry.clientKey)
      setOutgoing((list) =>
        list.map((each) => (each.clientKey === entry.clientKey ? { ...each, failed: false } : each)),
      )
    },
    takeBack: ({ clientKey }: Outgoing) => setOutgoing((list) => list.filter((each) => each.clientKey !== clientKey)),
  }
}
