'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import { UploadRefused } from '@/app/_lib/upload'
import { longestDesignFile } from '@/server/domains/designFiles/rules/design-file'
import { fingerprintOf, sendPieces, stopSending } from './send-pieces'

export type UploadStep = 'waiting' | 'sending' | 'offline' | 'paused' | 'failed'
/** A file on its way to a draft. */
export type Upload = Readonly<{
  key: string
  file: File
  uploadId: string | null
  received: number
  step: UploadStep
  error: unknown
}>

const atOnce = 2

/**
 * Files on their way to a draft, two at a time. Each can be paused and gone on with; what the tab loses goes on when the same
 * file is chosen again.
 */
export function useUploads(revisionId: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const count = useRef(0)
  const running = useRef(new Map<string, AbortController>())
  const patch = useCallback(
    (key: string, change: Partial<Upload>) =>
      setUploads((list) => list.map((each) => (each.key === key ? { ...each, ...change } : each))),
    [],
  )
  const refresh = useCallback(
    () => queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() }),
    [queryClient, trpc],
  )

  const send = useCallback(
    async ({ key, file }: Upload, signal: AbortSignal) => {
      if (file.size === 0) throw new UploadRefused('designFiles.emptyFile')
      if (file.size > longestDesignFile) throw new UploadRefused('designFiles.tooLarge')
      const { uploadId, received } = await client.designFiles.beginUpload.mutate({
        ...{ revisionId, name: file.name, size: file.size },
        fingerprint: await fingerprintOf(file),
      })
      // Taken off the list while it was announced: nothing of it is awaited.
      if (signal.aborted) await stopSending(uploadId)
      patch(key, { uploadId, received })
      await sendPieces({
        ...{ uploadId, file, received, signal },
        onReceived: (bytes) => patch(key, { received: bytes }),
        onWaiting: (waiting) => patch(key, { step: waiting ? 'offline' : 'sending' }),
      })
      setUploads((list) => list.filter((each) => each.key !== key))
      await refresh()
    },
    [client, revisionId, patch, refresh],
  )

  useEffect(() => {
    const free = atOnce - running.current.size
    const waiting = uploads.filter(({ key, step }) => step === 'waiting' && !running.current.has(key))
    for (const upload of waiting.slice(0, Math.max(0, free))) {
      const abort = new AbortController()
      running.current.set(upload.key, abort)
      patch(upload.key, { step: 'sending', error: null })
      void send(upload, abort.signal)
        .catch((error: unknown) =>
          patch(upload.key, abort.signal.aborted ? { step: 'paused' } : { step: 'failed', error }),
        )
        .finally(() => {
          running.current.delete(upload.key)
          // The next in line starts with the next change of the list.
          setUploads((list) => [...list])
        })
    }
  }, [uploads, send, patch])

  const busy = uploads.some(({ step }) => step !== 'failed')
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [busy])
  useEffect(() => {
    const all = running.current
    return () => all.forEach((abort) => abort.abort())
  }, [])

  return {
    uploads,
    take: (files: readonly File[]) => {
      const taken = files.map((file): Upload => ({
        ...{ key: `upload ${++count.current}`, file, uploadId: null },
        ...{ received: 0, step: 'waiting', error: null },
      }))
      setUploads((list) => [...list, ...taken])
    },
    pause: (key: string) => running.current.get(key)?.abort(),
    goOn: (key: string) => patch(key, { step: 'waiting', error: null }),
    /** Takes a file off the list and forgets what was sent of it. */
    cancel: async ({ key, uploadId }: Upload) => {
      running.current.get(key)?.abort()
      try {
        if (uploadId !== null) await stopSending(uploadId)
        setUploads((list) => list.filter((each) => each.key !== key))
      } catch (error) {
        patch(key, { step: 'failed', error })
      }
      await refresh()
    },
    forget: (uploadId: string) =>
      stopSending(uploadId)
        .catch(() => undefined)
        .then(refresh),
  }
}
export type Uploads = ReturnType<typeof useUploads>
