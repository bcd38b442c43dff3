'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Attached } from '@/app/_features/attachments/types'
import { useTRPC } from '@/app/_lib/trpc'

/** Files by id, as far as they are known and the reader may open them; asked for where there are any. */
export function useFiles(revisionId: string, ids: readonly string[]) {
  const trpc = useTRPC()
  const wanted = [...new Set(ids)].toSorted()
  const asked = useQuery(
    trpc.specs.listFiles.queryOptions(
      { revisionId, attachmentIds: wanted },
      { enabled: wanted.length > 0, placeholderData: keepPreviousData },
    ),
  )
  const { data } = asked
  return {
    known: useMemo(() => new Map((data ?? []).map((file) => [file.id, file])), [data]) as ReadonlyMap<string, Attached>,
    waiting: wanted.length > 0 && asked.isPending,
    error: asked.error,
    retry: () => void asked.refetch(),
  }
}

/** The files of a field as people read it: their names. */
export const fileNames = (raw: string, known: ReadonlyMap<string, Attached>): string =>
  raw
    .split(' ')
    .map((id) => known.get(id)?.name ?? id)
    .join(', ')
