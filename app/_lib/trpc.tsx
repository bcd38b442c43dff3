'use client'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { createTRPCClient } from '@trpc/client'
import { httpBatchLink } from '@trpc/client/links/httpBatchLink'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { useState, type ReactNode } from 'react'
import type { AppRouter } from '@/server/trpc/root'
import { makeQueryClient } from './query-client'
import { wire } from './wire'

/** `const trpc = useTRPC()`, then `useQuery(trpc.boms.getBom.queryOptions({…}))` or `useMutation(trpc.….mutationOptions())`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

let inBrowser: QueryClient | undefined
const queryClientHere = () => (typeof window === 'undefined' ? makeQueryClient() : (inBrowser ??= makeQueryClient()))

const url = '/api/trpc'

export function Trpc({ children }: { children: ReactNode }) {
  const queryClient = queryClientHere()
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url, transformer: wire, maxURLLength: 4_000 })],
    }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
