'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DrawnSheet } from '@/server/domains/designFiles/drawing/drawing'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import { isSheet } from '../viewable'
import { layerKey, type BoardLayer } from './board-layers'
import { drawingQuery } from './use-board'

/** A sheet below, and the file it is in where that lies in the same revision. */
export type ChildSheet = DrawnSheet['children'][number] & Readonly<{ fileId: string | null }>

/** A schematic names its sheets by ways from where it lies; in a revision files lie beside each other. */
const lastOf = (path: string): string => (path.split(/[\\/]/).at(-1) ?? path).normalize('NFKC').toLowerCase()

/** The layers of a sheet, from the top down, and the sheets below it. */
export function useSheet(file: ViewedFile, beside: readonly ViewedFile[]) {
  const { data, error, isError, refetch } = useQuery(drawingQuery(file, true))
  const layers = useMemo(
    () =>
      (data?.layers ?? []).map((prepared): BoardLayer => ({
        ...{ key: layerKey(file.id, prepared.name), fileId: file.id, member: '', name: '', prepared },
        ...{ role: prepared.role, plated: null },
      })),
    [data, file.id],
  )
  const sheet = data?.sheet ?? null
  const children = useMemo(() => {
    const files = new Map(beside.filter(isSheet).map(({ id, name }) => [lastOf(name), id]))
    return (sheet?.children ?? []).map((child): ChildSheet => ({
      ...child,
      fileId: files.get(lastOf(child.file)) ?? null,
    }))
  }, [sheet, beside])
  return { layers, sheet, children, ready: data !== undefined, error, retry: () => void (isError && refetch()) }
}
