'use client'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { LineFilter } from '@/server/domains/boms/inputs'
import type { LineSort } from '@/server/domains/boms/rules/ordering'
import type { Line } from './types'

export const windowSize = 100
const settleMs = 70

export type LineQuery = Readonly<{
  revisionId: string
  sort: LineSort
  descending: boolean
  filter: LineFilter
  /** Shown until the first window says how many lines match. */
  expected: number
}>

/** Windows that show rows `first`…`last`, with one more on each side, in order. */
export function windowsAround(first: number, last: number, total: number): number[] {
  const from = Math.max(0, Math.floor(first / windowSize) - 1)
  const to = Math.max(from, Math.min(Math.floor(last / windowSize) + 1, Math.ceil(total / windowSize) - 1))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/**
 * The lines of a revision, asked for in windows as they come into sight. Lines of a revision never change, so a window is
 * asked for once. Dragging the scroll bar past a thousand windows asks for the ones where it comes to rest.
 */
export function useLineWindows({ revisionId, sort, descending, filter, expected }: LineQuery) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const input = { revisionId, sort, descending, filter, limit: windowSize }
  const identity = JSON.stringify(input)
  const [seen, setSeen] = useState({ identity, total: expected })
  const total = seen.total
  const [range, setRange] = useState({ first: 0, last: 40 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const onRange = useCallback((first: number, last: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setRange({ first, last }), settleMs)
  }, [])

  const wanted = seen.identity === identity ? windowsAround(range.first, range.last, total) : [0]
  const options = (index: number) =>
    trpc.boms.lines.queryOptions({ ...input, offset: index * windowSize }, { staleTime: Infinity })
  const results = useQueries({ queries: wanted.map(options) })
  const known = results.find(({ data }) => data !== undefined)?.data
  if (known !== undefined && (seen.identity !== identity || seen.total !== known.total)) setSeen({ identity, total: known.total })

  const lineAt = (index: number): Line | undefined => {
    const at = Math.floor(index / windowSize)
    const result = results[wanted.indexOf(at)]
    const data = result?.data ?? queryClient.getQueryData(options(at).queryKey)
    return data?.lines[index % windowSize]
  }
  return {
    total,
    lineAt,
    onRange,
    error: results.find(({ error }) => error)?.error ?? null,
    retry: () => results.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch()),
    /** Whether the count and first lines belong to what was asked last. */
    settled: seen.identity === identity,
  }
}
