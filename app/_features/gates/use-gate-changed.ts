'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'

/** What a change to a gate ends with: gates are read again, then `done`, as closing a dialog. */
export function useGateChanged(done: () => void = () => undefined): () => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.gates.pathKey() })
    done()
  }
}
