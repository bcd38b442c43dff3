'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'

/** Asks for everything about BOMs anew after a change, then says that it is done. */
export function useRefreshed(): (done?: () => void) => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return async (done) => {
    await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
    done?.()
  }
}
