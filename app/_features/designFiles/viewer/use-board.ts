'use client'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { UploadRefused } from '@/app/_lib/upload'
import { paths } from '@/app/_lib/paths'
import type { Drawing } from '@/server/domains/designFiles/drawing/drawing'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import { sortLayers } from '@/server/domains/designFiles/painting/layer-stack'
import { layersWithin } from '../viewable'
import { layerKey, roleOf, type BoardLayer } from './board-layers'
import { fetchAnswer } from './fetch-bytes'
import { prepareLayer, type PreparedLayer } from '@/server/domains/designFiles/painting/prepared-layer'

/** A drawing with its paths. */
export type PreparedDrawing = Readonly<{ layers: readonly PreparedLayer[]; sheet: Drawing['sheet'] }>

/** Throws what the server refused with. */
async function fetchDrawing(fileId: string): Promise<PreparedDrawing> {
  const { layers, sheet } = await fetchAnswer<Drawing>(paths.designDrawing(fileId))
  return { layers: layers.map(prepareLayer), sheet }
}

/** By content and name: the same file in another revision is not fetched again. */
export const drawingQuery = (
  { id, sha256, nameKey }: Pick<ViewedFile, 'id' | 'sha256' | 'nameKey'>,
  enabled: boolean,
) => ({
  queryKey: ['design drawing', sha256, nameKey],
  queryFn: () => fetchDrawing(id),
  enabled,
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
  retry: (count: number, error: unknown) => count < 2 && !(error instanceof UploadRefused),
})

/** Stands for a side that has no such file; never asked for. */
const nothing = { id: '', sha256: '', nameKey: '' } as const

/** What is drawn of a file of one side of a comparison; null where there is none. */
export function useDrawn(file: ViewedFile | null) {
  const { data, error, isPending, isError } = useQuery(drawingQuery(file ?? nothing, file !== null))
  return { drawn: data ?? null, error, pending: file !== null && isPending && !isError }
}

/**
 * The layers of the board a file belongs to. Of a ZIP file its members; of a single layer also the layers beside it in its
 * revision, each fetched when `wanted` says so.
 */
export function useBoard(file: ViewedFile, beside: readonly ViewedFile[], wanted: (fileId: string) => boolean) {
  const files = useMemo(
    () => (layersWithin(file) === 'one' ? beside.filter((each) => layersWithin(each) === 'one') : [file]),
    [file, beside],
  )
  const drawings = useQueries({
    queries: files.map((each) => drawingQuery(each, each.id === file.id || wanted(each.id))),
    combine: (results) => ({
      layers: results.map(({ data }) => data?.layers ?? null),
      errors: results.map(({ error }) => error),
      pending: results.some(({ isLoading }) => isLoading),
      retry: () => results.forEach((result) => void (result.isError && result.refetch())),
    }),
  })
  const layers = useMemo(() => {
    const all = files.flatMap((each, index): BoardLayer[] => {
      const drawn = drawings.layers[index] ?? null
      if (drawn === null || (drawn.length === 1 && drawn[0]?.name === '')) {
        const prepared = drawn?.[0] ?? null
        return [
          {
            ...{ key: layerKey(each.id, ''), fileId: each.id, member: '', name: each.name, prepared },
            ...{ role: prepared?.role ?? roleOf(each), plated: prepared?.plated ?? null },
          },
        ]
      }
      return drawn.map((prepared) => ({
        ...{ key: layerKey(each.id, prepared.name), fileId: each.id, member: prepared.name },
        ...{ name: prepared.name.split('/').at(-1) ?? prepared.name, prepared },
        ...{ role: prepared.role, plated: prepared.plated },
      }))
    })
    return sortLayers(all)
  }, [files, drawings.layers])
  const own = drawings.errors[files.findIndex(({ id }) => id === file.id)] ?? null
  /** Files that could not be drawn beside the opened one. */
  const failed = files
    .filter((each, index) => drawings.errors[index] !== null && each.id !== file.id)
    .map(({ id }) => id)
  const ready = drawings.layers[files.findIndex(({ id }) => id === file.id)] !== null
  return { layers, error: own, failed, ready, pending: drawings.pending, retry: drawings.retry }
}
export type Board = ReturnType<typeof useBoard>
