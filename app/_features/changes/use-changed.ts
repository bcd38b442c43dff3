'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'

/** What a step of a change ends with: changes and BOMs are read again, then `done`, as closing a dialog. */
export function useChanged(done: () => void = () => undefined): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.changes.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() }),
    ])
    done()
  }
}
