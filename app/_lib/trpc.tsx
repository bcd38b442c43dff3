'use client'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { procedureCalls, procedures } from './procedures'
import { makeQueryClient } from './query-client'

/** `const trpc = useTRPC()`, then `useQuery(trpc.boms.getBom.queryOptions({…}))` or `useMutation(trpc.….mutationOptions())`. */
export const useTRPC = () => procedures
/** The procedures themselves, for what is neither a query nor a mutation of a component. */
export const useTRPCClient = () => procedureCalls

let inBrowser: QueryClient | undefined
const queryClientHere = () => (typeof window === 'undefined' ? makeQueryClient() : (inBrowser ??= makeQueryClient()))

export function Trpc({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClientHere()}>{children}</QueryClientProvider>
}
