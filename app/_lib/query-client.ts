import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query'

const onServer = typeof window === 'undefined'

/**
 * One cache policy for both sides: what the server rendered stays fresh until an event or half a minute says otherwise.
 * Only the browser asks twice: there is no line between the server and itself, and whoever waits for a page waits for it.
 */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: onServer ? false : (count, error) => count < 2 && !isRefusal(error) },
      dehydrate: {
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
      },
    },
  })

/** Refused by the server on purpose; asking again would give the same answer. */
const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'data' in error && error.data !== null && error.data !== undefined
