'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useTRPCClient } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { connectLive, type LiveMessage, type LiveState } from './live-connection'
import { belongsTo, staleAfterAll } from './live-invalidation'
import { leadAmongTabs } from './tab-leader'

const LiveContext = createContext<LiveState>('connecting')

/** Whether changes of others arrive by themselves right now. */
export const useLiveState = (): LiveState => use(LiveContext)

const gatherMs = 80

/**
 * Follows what happens in the organisation and asks again for what it may have changed. The tabs of one browser share
 * one stream: browsers allow six connections to a server, and people keep more tabs than that.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const router = useRouter()
  const { user, org } = useViewer()
  const [state, setState] = useState<LiveState>('connecting')
  const scope = `mortise-live ${user.id} ${org?.id ?? ''}`

  useEffect(() => {
    let gathered: LiveMessage[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const apply = () => {
      timer = undefined
      const stale = staleAfterAll(gathered.map(({ data }) => data))
      gathered = []
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => belongsTo(stale, queryKey) })
      // Parts that the server rendered are asked for again as well.
      if (stale === 'everything') router.refresh()
    }
    const take = (message: LiveMessage) => {
      gathered.push(message)
      timer ??= setTimeout(apply, gatherMs)
    }
    const shared = leadAmongTabs({
      scope,
      onMessage: take,
      onState: setState,
      lead: ({ from, onMessage, onState }) =>
        connectLive({
          from,
          onMessage,
          onState,
          subscribe: (lastEventId, handlers) =>
            client.live.events.subscribe(lastEventId === undefined ? undefined : { lastEventId }, handlers),
          onEnded: () => {
            onState('waiting')
            void queryClient.invalidateQueries()
            router.refresh()
          },
        }),
    })
    return () => {
      shared.stop()
      clearTimeout(timer)
    }
  }, [client, queryClient, router, scope])

  return <LiveContext value={state}>{children}</LiveContext>
}
