'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import { cancelUpload, goOn, listUploads, onUploads, pauseUpload, takeFiles, type Upload } from './upload-desk'

const none: readonly Upload[] = []

/** Every file this tab sends. */
export const useAllUploads = (): readonly Upload[] => useSyncExternalStore(onUploads, listUploads, () => none)

/**
 * Files on their way to a draft, which its page at `path` shows. Each can be paused and gone on with, and is sent on while
 * other pages are open; what the tab loses goes on when the same file is chosen again.
 */
export function useUploads(revisionId: string, path: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const all = useAllUploads()
  const uploads = useMemo(() => all.filter(({ draft }) => draft.revisionId === revisionId), [all, revisionId])
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() })
  return {
    uploads,
    take: (files: readonly File[]) => takeFiles(files, { revisionId, path, refresh }),
    pause: pauseUpload,
    goOn,
    cancel: cancelUpload,
    forget: async (uploadId: string) => {
      const { stopSending } = await import('./send-pieces')
      await stopSending(uploadId).catch(() => undefined)
      await refresh()
    },
  }
}
export type Uploads = ReturnType<typeof useUploads>
