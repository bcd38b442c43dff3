import { procedureCalls } from '@/app/_lib/procedures'

export type UploadStep = 'waiting' | 'sending' | 'offline' | 'paused' | 'failed'
/** Where files are sent: a draft, the page that shows it, and what to do when it holds one more. */
export type Draft = Readonly<{ revisionId: string; path: string; refresh: () => Promise<unknown> }>
/** A file on its way to a draft. */
export type Upload = Readonly<{
  key: string
  draft: Draft
  file: File
  uploadId: string | null
  received: number
  step: UploadStep
  error: unknown
}>

const atOnce = 2
let uploads: readonly Upload[] = []
let count = 0
const running = new Map<string, AbortController>()
const listeners = new Set<() => void>()

/** Every file this tab sends, whichever page is open. The same list is the same object. */
export const listUploads = (): readonly Upload[] => uploads

export function onUploads(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

function put(next: readonly Upload[]): void {
  uploads = next
  // Going on to another page of ours loses nothing; leaving them all is asked about.
  if (uploads.some(({ step }) => step !== 'failed')) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
  for (const listener of listeners) listener()
}
const patch = (key: string, change: Partial<Upload>): void =>
  put(uploads.map((each) => (each.key === key ? { ...each, ...change } : each)))
const takeOff = (key: string): void => put(uploads.filter((each) => each.key !== key))

/** Starts the next in line, two at a time. */
function advance(): void {
  for (const upload of uploads) {
    if (running.size >= atOnce) return
    if (upload.step !== 'waiting' || running.has(upload.key)) continue
    const abort = new AbortController()
    running.set(upload.key, abort)
    patch(upload.key, { step: 'sending', error: null })
    void send(upload, abort.signal)
      .catch((error: unknown) =>
        patch(upload.key, abort.signal.aborted ? { step: 'paused' } : { step: 'failed', error }),
      )
      .finally(() => {
        running.delete(upload.key)
        advance()
      })
  }
}

async function send({ key, file, draft }: Upload, signal: AbortSignal): Promise<void> {
  const { fingerprintOf, refuseSize, sendPieces, stopSending } = await import('./send-pieces')
  refuseSize(file)
  const { uploadId, received } = await procedureCalls.designFiles.beginUpload.mutate({
    ...{ revisionId: draft.revisionId, name: file.name, size: file.size },
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
  takeOff(key)
  await draft.refresh()
}

/** Puts files in line. */
export function takeFiles(files: readonly File[], draft: Draft): void {
  const taken = files.map((file): Upload => ({
    ...{ key: `upload ${++count}`, draft, file, uploadId: null },
    ...{ received: 0, step: 'waiting', error: null },
  }))
  put([...uploads, ...taken])
  advance()
}

export const pauseUpload = (key: string): void => running.get(key)?.abort()

export function goOn(key: string): void {
  patch(key, { step: 'waiting', error: null })
  advance()
}

/** Takes a file off the list and forgets what was sent of it. */
export async function cancelUpload({ key, uploadId, draft }: Upload): Promise<void> {
  running.get(key)?.abort()
  try {
    if (uploadId !== null) await (await import('./send-pieces')).stopSending(uploadId)
    takeOff(key)
  } catch (error) {
    patch(key, { step: 'failed', error })
  }
  await draft.refresh()
}
