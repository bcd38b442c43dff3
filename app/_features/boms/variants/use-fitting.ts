'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import type { LineFilter } from '@/server/domains/boms/inputs'
import type { Line } from '../types'

/** How many lines are marked in one step; the server takes no more at once. */
export const mostAtOnce = 1_000
const page = 200

type Seen = Readonly<{ lineId: string; version: number }>

/** What was marked here is shown at once; what others do comes with the next look. */
export function useFitting(revisionId: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [marked, setMarked] = useState<
    ReadonlyMap<string, Readonly<{ version: number; notFitted: readonly string[] }>>
  >(new Map())
  const change = useMutation({
    ...trpc.boms.setFitted.mutationOptions(),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.boms.listVariants.queryKey({ revisionId }) }),
        queryClient.invalidateQueries({ queryKey: [['boms', 'lines']] }),
      ]),
    // Another hand was faster: forget what was shown ahead.
    onError: () => setMarked(new Map()),
  })
  const current = (line: Line): Line => {
    const known = marked.get(line.id)
    return known && known.version >= line.version ? { ...line, ...known, notFitted: [...known.notFitted] } : line
  }
  /** Marks one line in one variant the other way. */
  const flip = (line: Line, code: string) => {
    const { id, version, notFitted } = current(line)
    const fitted = notFitted.includes(code)
    change.mutate(
      { revisionId, lines: [{ lineId: id, version }], codes: [code], fitted },
      {
        onSuccess: ([now]) => {
          const next = fitted ? notFitted.filter((each) => each !== code) : [...notFitted, code]
          setMarked((before) => new Map(before).set(id, { version: now?.version ?? version, notFitted: next }))
        },
      },
    )
  }
  /** Marks every line that a filter leaves. */
  const markAll = async (filter: LineFilter, total: number, code: string, fitted: boolean) => {
    const lines: Seen[] = []
    for (let offset = 0; offset < Math.min(total, mostAtOnce); offset += page) {
      const answer = await client.boms.lines.query({ revisionId, filter, offset, limit: page })
      lines.push(...answer.lines.map(({ id, version }) => ({ lineId: id, version })))
    }
    if (lines.length > 0) {
      await change.mutateAsync({ revisionId, lines, codes: [code], fitted }).catch(() => undefined)
      setMarked(new Map())
    }
  }
  return { current, flip, markAll, pending: change.isPending, error: change.error }
}
