'use client'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import { isOpen, lengthOf, placeAt, rootBranch, toggled, type Branch, type Place } from './tree-layout'
import type { BuildView, LevelRow } from './types'

const windowSize = 100
const ahead = 30

export type TreeRow = Readonly<{ line: LevelRow; place: Place; expanded: boolean }>

/**
 * The rows of a build that are in sight, asked for level by level in windows: a BOM of any size costs what is looked at.
 * What is open stays open when something else is built.
 */
export function useTree({ revision, build }: Pick<BuildView, 'revision' | 'build'>) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState<Branch>(rootBranch(0))
  const [range, setRange] = useState({ first: 0, last: 40 })
  const { quantity, variant, includeOptional } = build
  const options = (path: readonly string[], window: number) =>
    trpc.boms.structureLevel.queryOptions(
      {
        revisionId: revision.id,
        quantity,
        variant,
        includeOptional,
        path: [...path],
        offset: window * windowSize,
        limit: windowSize,
      },
      { staleTime: 60_000 },
    )
  const top = queryClient.getQueryData(options([], 0).queryKey)
  const root: Branch = { ...opened, count: top?.total ?? opened.count }
  const length = lengthOf(root)

  const wanted = new Map<string, { path: readonly string[]; window: number }>([['', { path: [], window: 0 }]])
  for (let index = Math.max(0, range.first - ahead); index <= Math.min(length - 1, range.last + ahead); index++) {
    const place = placeAt(root, index)
    if (!place) continue
    const window = Math.floor(place.at / windowSize)
    wanted.set(`${place.path.join(' ')} ${window}`, { path: place.path, window })
  }
  const results = useQueries({ queries: [...wanted.values()].map(({ path, window }) => options(path, window)) })
  const rowAt = (index: number): TreeRow | undefined => {
    const place = placeAt(root, index)
    if (!place) return undefined
    const window = Math.floor(place.at / windowSize)
    const line = queryClient.getQueryData(options(place.path, window).queryKey)?.lines[place.at % windowSize]
    return line && { line, place, expanded: isOpen(root, place) }
  }
  const total = results[0]?.data?.total
  if (total !== undefined && total !== opened.count) setOpened({ ...opened, count: total })
  return {
    length,
    rowAt,
    settled: total !== undefined,
    rootOf: () => root,
    anyOpen: Object.keys(opened.open).length > 0,
    error: results.find(({ error }) => error)?.error ?? null,
    retry: () => results.forEach(({ isError, refetch }) => isError && void refetch()),
    onRange: useCallback((first: number, last: number) => setRange({ first, last }), []),
    toggle: ({ place, line }: TreeRow) =>
      setOpened((before) => toggled(before, place, { id: line.id, count: line.childCount })),
    collapse: () => setOpened(({ count }) => rootBranch(count)),
  }
}
