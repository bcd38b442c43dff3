'use client'
import { useQueryClient } from '@tanstack/react-query'
import { notify } from '@/app/_components/notify'
import { useTRPC } from '@/app/_lib/trpc'

/** After a change: says so, closes what it was made in, and reads the BOM anew. */
export function useSupplyChanged(onClose: () => void): (message: string) => Promise<void> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return (message) => {
    notify({ message, color: 'celadon' })
    onClose()
    return queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
  }
}
