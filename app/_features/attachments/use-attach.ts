'use client'
import { useCallback, useEffect, useRef, useState, type ClipboardEvent } from 'react'
import { paths } from '@/app/_lib/paths'
import { isObject, uploadFile, UploadRefused } from '@/app/_lib/upload'
import { longestAttachment, mostAttachments } from '@/server/domains/attachments/rules'
import type { Attached, AttachTarget } from './types'

/** A file on its way, or one that did not get through. */
export type Sending = Readonly<{ key: string; file: File; share: number; error: unknown }>

type Change = (change: (now: readonly Attached[]) => readonly Attached[]) => void
const atOnce = 2

/**
 * Files for a text that is being written: what arrived is the caller's state, what is on its way is kept here. Two are
 * sent at a time, so that a thin line finishes one before it begins the last.
 */
export function useAttach(target: AttachTarget | null, attached: readonly Attached[], onChange: Change) {
  const [sending, setSending] = useState<readonly Sending[]>([])
  /** Every file that was begun, with what ends it while it runs. What is begun is never begun again by itself. */
  const begun = useRef(new Map<string, AbortController | null>())
  const latest = useRef({ target, onChange })
  useEffect(() => void (latest.current = { target, onChange }))
  useEffect(() => {
    const files = begun.current
    return () => files.forEach((running) => running?.abort())
  }, [])

  const patch = useCallback(
    (key: string, change: Partial<Sending>) =>
      setSending((list) => list.map((each) => (each.key === key ? { ...each, ...change } : each))),
    [],
  )
  const drop = useCallback((key: string) => setSending((list) => list.filter((each) => each.key !== key)), [])

  useEffect(() => {
    const waiting = sending.filter(({ key, error }) => error === null && !begun.current.has(key))
    const running = [...begun.current.values()].filter((each) => each !== null).length
    for (const { key, file } of waiting.slice(0, Math.max(0, atOnce - running))) {
      const { target: to } = latest.current
      if (to === null) continue
      const abort = new AbortController()
      begun.current.set(key, abort)
      const onProgress = (share: number) => patch(key, { share })
      void send(file, to, onProgress, abort.signal)
        .then((made) => {
          latest.current.onChange((now) => [...now, made])
          drop(key)
        })
        .catch((error: unknown) => (abort.signal.aborted ? undefined : patch(key, { error })))
        .finally(() => {
          if (begun.current.get(key) === abort) begun.current.set(key, null)
          // The next in line starts with the next change of the list.
          setSending((list) => [...list])
        })
    }
  }, [sending, patch, drop])

  const take = useCallback(
    (files: readonly File[]) => {
      const room = mostAttachments - attached.length - sending.length
      const added = files.map((file, index): Sending => {
        const refusal =
          index >= room ? 'attachments.tooMany' : file.size > longestAttachment ? 'attachments.tooLarge' : null
        return {
          key: crypto.randomUUID(),
          file,
          share: 0,
          error: refusal === null ? null : new UploadRefused(refusal),
        }
      })
      setSending((list) => [...list, ...added])
    },
    [attached.length, sending.length],
  )
  return {
    sending,
    take,
    /** Files of the clipboard, such as a screenshot. Cells copied from a spreadsheet come as text and stay text. */
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files]
      if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return
      event.preventDefault()
      take(files)
    },
    retry: (key: string) => {
      begun.current.delete(key)
      patch(key, { error: null, share: 0 })
    },
    remove: (key: string) => {
      begun.current.get(key)?.abort()
      drop(key)
    },
    busy: sending.some(({ error }) => error === null),
  }
}
export type Attach = ReturnType<typeof useAttach>

async function send(
  file: File,
  { productId, audience, partnerOrgId }: AttachTarget,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Attached> {
  const query = { product: productId, audience, ...(partnerOrgId ? { partner: partnerOrgId } : {}) }
  const made = await uploadFile(paths.files.uploadAttachment(), file, { query, onProgress, signal })
  if (isAttached(made)) return made
  throw new Error('upload failed')
}

const isAttached = (value: unknown): value is Attached =>
  isObject(value) &&
  typeof value.id === 'string' &&
  typeof value.name === 'string' &&
  typeof value.mediaType === 'string' &&
  typeof value.size === 'number'
