'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import type { Import, Reading } from '../types'

/** Everything a person decided about the file so far. */
export type Choices = Readonly<{
  reading: Reading
  leftOut: readonly number[]
  bomId: string | null
  /** Null takes the template back that the reading began with. */
  template?: null
}>

const choicesOf = ({ settings, bomId }: Import): Choices => ({
  reading: settings.reading,
  leftOut: settings.leftOut,
  bomId,
})

/**
 * The import with its choices. A change shows at once and is saved in the background, one after the other; the preview
 * is asked for again when the last one is saved.
 */
export function useImport(importId: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const stored = useQuery(trpc.boms.getImport.queryOptions({ importId }))
  const preview = useQuery(
    trpc.boms.previewImport.queryOptions({ importId }, { staleTime: Infinity, placeholderData: (before) => before }),
  )
  const [pending, setPending] = useState<Choices | null>(null)
  const [error, setError] = useState<unknown>(null)
  const next = useRef<Choices | null>(null)
  const running = useRef(false)

  const version = stored.data?.version

  const refresh = useCallback(
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.boms.getImport.queryKey({ importId }) }),
        queryClient.invalidateQueries({ queryKey: trpc.boms.previewImport.queryKey({ importId }) }),
      ]),
    [queryClient, trpc, importId],
  )
  const change = useCallback(
    async (choices: Choices) => {
      next.current = choices
      setPending(choices)
      setError(null)
      if (running.current) return
      running.current = true
      try {
        for (let at = version; next.current !== null && at !== undefined;) {
          const { reading, leftOut, bomId, template }: Choices = next.current
          next.current = null
          const saved = await client.boms.adjustImport.mutate({
            importId,
            version: at,
            reading,
            leftOut: [...leftOut],
            bomId,
            template,
          })
          at = saved.version
        }
      } catch (failure) {
        next.current = null
        setError(failure)
      }
      running.current = false
      await refresh()
      if (!running.current) setPending(null)
    },
    [client, importId, version, refresh],
  )
  const choices = pending ?? (stored.data ? choicesOf(stored.data) : null)
  return { stored, preview, choices, change, error, refresh, saving: pending !== null }
}
