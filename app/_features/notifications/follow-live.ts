import type { QueryClient } from '@tanstack/react-query'
import { connectLive, type LiveMessage, type LiveState } from './live-connection'
import { belongsTo, staleAfterAll } from './live-invalidation'
import { openLiveStream } from './live-stream'
import { leadAmongTabs } from './tab-leader'

type Options = Readonly<{
  /** Tabs of the same person and organisation share one stream. */
  scope: string
  /** The newest event the page may already show. */
  from: string
  queryClient: QueryClient
  /** Asks again for what the server rendered. */
  refresh: () => void
  onState: (state: LiveState) => void
}>

const gatherMs = 80

/**
 * Follows what happens in the organisation and asks again for what it may have changed. The tabs of one browser share
 * one stream: browsers allow six connections to a server, and people keep more tabs than that.
 */
export function followLive({ scope, from, queryClient, refresh, onState }: Options): { stop: () => void } {
  let gathered: LiveMessage[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const apply = () => {
    timer = undefined
    const stale = staleAfterAll(gathered.map(({ data }) => data))
    gathered = []
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => belongsTo(stale, queryKey) })
    // Parts that the server rendered are asked for again as well.
    if (stale === 'everything') refresh()
  }
  const take = (message: LiveMessage) => {
    gathered.push(message)
    timer ??= setTimeout(apply, gatherMs)
  }
  const shared = leadAmongTabs({
    scope,
    from,
    onMessage: take,
    onState,
    lead: (told) =>
      connectLive({
        ...told,
        subscribe: openLiveStream,
        onEnded: () => {
          told.onState('waiting')
          void queryClient.invalidateQueries()
          refresh()
        },
      }),
  })
  return {
    stop: () => {
      shared.stop()
      clearTimeout(timer)
    },
  }
}
