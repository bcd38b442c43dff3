import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query'

/** One cache policy for both sides: what the server rendered stays fresh until an event or half a minute says otherwise. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => count < 2 && !isRefusal(error) },
      dehydrate: {
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
      },
    },
  })

/** Refused by the server on purpose; asking again would give the same answer. */
const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'data' in error && error.data !== null && error.data !== undefined
