'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { GridHandle } from '@/app/_components/data-grid'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Bom, Line } from './types'

type Args = Readonly<{
  bom: Bom
  revision: Bom['revisions'][number]
  linkedLine: string | null
  total: number
  lineAt: (index: number) => Line | undefined
  grid: RefObject<GridHandle | null>
}>

/**
 * Which line is open. The address says so (`?line=`), so that a link leads back to it; a line of another revision opens
 * that revision.
 */
export function useOpenLine({ bom, revision, linkedLine, total, lineAt, grid }: Args) {
  const trpc = useTRPC()
  const router = useRouter()
  const [lineId, setLineId] = useState(linkedLine)
  const [openedAt, setOpenedAt] = useState<number | null>(null)
  const linked = useRef(linkedLine)

  const show = useCallback((next: string | null) => {
    setLineId(next)
    const url = new URL(window.location.href)
    if (next === null) url.searchParams.delete('line')
    else url.searchParams.set('line', next)
    url.searchParams.delete('thread')
    window.history.replaceState(null, '', url)
  }, [])

  // A link: find where the line stands, in whichever revision it is.
  const detail = useQuery(
    trpc.boms.getLine.queryOptions({ lineId: lineId ?? '' }, { enabled: lineId !== null, staleTime: Infinity }),
  )
  const found = detail.data
  useEffect(() => {
    if (!found || linked.current !== found.id) return
    linked.current = null
    if (found.revisionId !== revision.id) {
      router.replace(`${paths.bomLine(bom.productId, found.bomId, found.id)}&revision=${found.revisionId}`)
      return
    }
    grid.current?.scrollTo(found.position - 1)
  }, [found, revision.id, bom.productId, router, grid])

  // Opened by a link, a line stands where it does in the file.
  const index =
    openedAt ??
    (lineId !== null && found?.id === lineId && found.revisionId === revision.id ? found.position - 1 : null)

  const openAt = useCallback(
    (at: number) => {
      const line = lineAt(at)
      if (!line) return
      setOpenedAt(at)
      show(line.id)
    },
    [lineAt, show],
  )
  return {
    lineId,
    index,
    known: index === null ? undefined : sameLine(lineAt(index), lineId),
    /** Directly before and behind it in the list as it is shown. */
    neighbours: {
      before: (index === null ? undefined : lineAt(index - 1))?.id ?? null,
      behind: (index === null ? undefined : lineAt(index + 1))?.id ?? null,
    },
    openAt,
    /** A line that was just added stands where it was put. */
    openLine: (id: string) => {
      linked.current = id
      setOpenedAt(null)
      show(id)
    },
    close: () => {
      show(null)
      setOpenedAt(null)
      grid.current?.focus()
    },
    step: (by: 1 | -1) => {
      const next = (index ?? -1) + by
      if (next < 0 || next >= total) return
      grid.current?.scrollTo(next)
      openAt(next)
    },
  }
}

const sameLine = (line: Line | undefined, lineId: string | null): Line | undefined =>
  line?.id === lineId ? line : undefined
