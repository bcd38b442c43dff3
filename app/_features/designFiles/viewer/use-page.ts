'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { UploadRefused } from '@/app/_lib/upload'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import { openPages } from './open-pages'

const retry = (count: number, error: unknown) => count < 2 && !(error instanceof UploadRefused)
const kept = { staleTime: Number.POSITIVE_INFINITY, structuralSharing: false, retry } as const

/** One page of a file, drawn at least so many pixels wide; the sharper picture takes the place of the one before. */
export function usePage(file: ViewedFile | null, page: number, pixels: number) {
  const content = [file?.sha256 ?? '', file?.nameKey ?? '']
  const opened = useQuery({
    ...kept,
    queryKey: ['design pages', ...content],
    queryFn: () => (file ? openPages(file) : null),
    enabled: file !== null,
  })
  const pages = opened.data ?? null
  const shown = file?.reading?.shown
  const drawn = useQuery({
    ...kept,
    queryKey: ['design page', ...content, page, pixels],
    queryFn: () => (pages ? pages.draw(page, pixels) : null),
    enabled: pages !== null && page <= pages.count,
    placeholderData: keepPreviousData,
    // A picture takes tens of megabytes: few are kept.
    gcTime: 30_000,
  })
  return {
    // Where the file cannot be opened here, its reading knows.
    count: pages?.count ?? (shown?.fact === 'pages' ? shown.pages : 0),
    picture: drawn.data ?? null,
    error: opened.error ?? drawn.error,
    retry: () => void (opened.isError ? opened.refetch() : drawn.refetch()),
  }
}
