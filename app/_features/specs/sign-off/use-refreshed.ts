'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'

/** What a step in the life of a revision ends with: everything about specifications is read again, then `done`. */
export function useRefreshed(): (done?: () => void) => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async (done) => {
    await queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
    done?.()
  }
}
