'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'

/** What a change of the library ends with: it is read again, then `done`, as closing a dialog. */
export function usePartChanged(done: () => void = () => undefined): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.parts.pathKey() })
    done()
  }
}
