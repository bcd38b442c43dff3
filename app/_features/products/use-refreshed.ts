'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'

/** What a change to a product ends with: everything about products is read again, then `done`, as closing a dialog. */
export function useRefreshed(done: () => void): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
    done()
  }
}
