'use client'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'

export const windowSize = 100
const settleMs = 70

export type Window<Row> = Readonly<{ total: number; lines: readonly Row[] }>
type Args<Row> = Readonly<{
  /** Path of the procedure and its input: what the windows are windows of. */
  list: readonly [path: readonly string[], input: unknown]
  /** Shown until the first window says how many rows there are. */
  expected: number
  load: (offset: number, limit: number) => Promise<Window<Row>>
}>

/** Windows that show rows `first`…`last`, with one more on each side, in order. */
export function windowsAround(first: number, last: number, total: number): number[] {
  const from = Math.max(0, Math.floor(first / windowSize) - 1)
  const to = Math.max(from, Math.min(Math.floor(last / windowSize) + 1, Math.ceil(total / windowSize) - 1))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/**
 * A long list that does not change, asked for in windows as they come into sight, each once. Dragging the scroll bar past
 * a thousand windows asks for the ones where it comes to rest.
 */
export function useWindows<Row>({ list, expected, load }: Args<Row>) {
  const queryClient = useQueryClient()
  const identity = JSON.stringify(list)
  const [seen, setSeen] = useState({ identity, total: expected })
  const [range, setRange] = useState({ first: 0, last: 40 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const onRange = useCallback((first: number, last: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setRange({ first, last }), settleMs)
  }, [])

  const settled = seen.identity === identity
  const wanted = settled ? windowsAround(range.first, range.last, seen.total) : [0]
  const keyOf = (index: number) => [...list, 'window', index] as const
  const results = useQueries({
    queries: wanted.map((index) => ({
      queryKey: keyOf(index),
      queryFn: () => load(index * windowSize, windowSize),
      staleTime: Infinity,
    })),
  })
  const known = results.find(({ data }) => data !== undefined)?.data
  if (known !== undefined && (!settled || seen.total !== known.total)) setSeen({ identity, total: known.total })

  return {
    total: seen.total,
    rowAt: (index: number): Row | undefined => {
      const at = Math.floor(index / windowSize)
      const data = results[wanted.indexOf(at)]?.data ?? queryClient.getQueryData<Window<Row>>(keyOf(at))
      return data?.lines[index % windowSize]
    },
    onRange,
    error: results.find(({ error }) => error)?.error ?? null,
    retry: () => results.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch()),
    /** Whether the count and the rows belong to what was asked last. */
    settled,
  }
}
