'use client'
import { useCallback, useState } from 'react'
import type { GridSort } from '@/app/_components/data-grid'
import type { LineFilter } from '@/server/domains/boms/inputs'
import { unresolvedFilters, type UnresolvedFilter } from '@/server/domains/boms/rules/unresolved'
import { lineSorts, type LineSort } from '@/server/domains/boms/rules/ordering'

/** Which lines are asked for by the chips above the grid. */
export type Chosen = Readonly<{
  search: string
  placed: 'all' | 'fitted' | 'dnp'
  missingMpn: boolean
  flagged: boolean
  hasQuestion: boolean
  section: string | null
  /** Code of the variant whose fitted lines are shown. */
  variant: string | null
  /** Lines whose part nobody has found yet. */
  unresolved: UnresolvedFilter | null
}>
export const nothingChosen: Chosen = {
  search: '',
  placed: 'all',
  missingMpn: false,
  flagged: false,
  hasQuestion: false,
  section: null,
  variant: null,
  unresolved: null,
}

/** The chips as conditions; lines with open questions are known to the threads, so they come as ids. */
export const filterOf = (
  { search, placed, missingMpn, flagged, hasQuestion, section, variant, unresolved }: Chosen,
  asked: readonly string[],
): LineFilter => ({
  search: search.trim(),
  ...(placed === 'all' ? {} : { dnp: placed === 'dnp' }),
  ...(missingMpn ? { missingMpn } : {}),
  ...(flagged ? { flagged } : {}),
  ...(hasQuestion ? { lineIds: [...asked].toSorted().slice(0, 1_000) } : {}),
  ...(section === null ? {} : { section }),
  ...(variant === null ? {} : { variant }),
  ...(unresolved === null ? {} : { unresolved }),
})

export const isFiltered = (chosen: Chosen): boolean =>
  chosen.search.trim() !== '' ||
  chosen.placed !== 'all' ||
  chosen.missingMpn ||
  chosen.flagged ||
  chosen.hasQuestion ||
  chosen.section !== null ||
  chosen.variant !== null ||
  chosen.unresolved !== null

/** `?show=mine`, as links to the lines somebody has to find carry it. */
export const shownFirst = (asked: string | null): Chosen => ({
  ...nothingChosen,
  unresolved: unresolvedFilters.find((each) => each === asked) ?? null,
})

export const isLineSort = (text: string): text is LineSort => lineSorts.some((sort) => sort === text)

/** The next sort when a header is pressed: ascending, descending, then the order of the file again. */
export function nextSort(before: GridSort, column: string): GridSort {
  if (before.column !== column) return { column, descending: false }
  if (!before.descending) return { column, descending: true }
  return column === 'position' ? { column, descending: false } : { column: 'position', descending: false }
}

export function useGridState(asked: string | null = null) {
  const [chosen, setChosen] = useState<Chosen>(() => shownFirst(asked))
  const [sort, setSort] = useState<GridSort>({ column: 'position', descending: false })
  const choose = useCallback((change: Partial<Chosen>) => setChosen((before) => ({ ...before, ...change })), [])
  const sortBy = useCallback((column: string) => setSort((before) => nextSort(before, column)), [])
  return { chosen, choose, sort, sortBy, setSort }
}
