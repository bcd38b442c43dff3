import { isObject, UploadRefused } from '@/app/_lib/upload'
import { longestPiece } from '@/server/domains/designFiles/rules/design-file'

const urlOf = (uploadId: string) => `/api/uploads/designs/${uploadId}`
const [smallest, usual] = [524_288, 4_194_304]
/** Milliseconds a piece should take: short enough that a cut line costs little. */
const [quick, slow] = [1_500, 12_000]

type Sending = Readonly<{
  uploadId: string
  file: File
  received: number
  /** Gets the bytes that are certain. */
  onReceived: (bytes: number) => void
  /** The line is gone; it is tried again by itself. */
  onWaiting: (waiting: boolean) => void
  signal: AbortSignal
}>

/**
 * Sends the rest of a file piece by piece, each with its hash, and resolves with the id of the file it became. A lost line
 * is waited for; what the server refuses is thrown as UploadRefused, and the end of `signal` as its AbortError.
 */
export async function sendPieces({
  uploadId,
  file,
  received,
  onReceived,
  onWaiting,
  signal,
}: Sending): Promise<string> {
  let [at, length, failures] = [received, usual, 0]
  const ask = async (method: string, init: RequestInit = {}): Promise<Response | null> => {
    try {
      const answer = await fetch(urlOf(uploadId), { method, signal, ...init })
      // A proxy in front of a server that restarts answers for it.
      if (answer.status < 500) return answer
    } catch (error) {
      if (signal.aborted) throw error
    }
    failures++
    onWaiting(true)
    await pause(Math.min(30_000, 500 * 2 ** Math.min(failures, 6)), signal)
    return null
  }
  while (at < file.size) {
    const piece = await file.slice(at, at + length).arrayBuffer()
    const checksum = await checksumOf(piece)
    const begun = performance.now()
    const answer = await ask('PATCH', {
      body: piece,
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(at),
        ...(checksum === null ? {} : { 'upload-checksum': checksum }),
      },
    })
    if (answer?.ok) {
      ;[at, failures] = [Number(answer.headers.get('upload-offset')), 0]
      const took = performance.now() - begun
      if (took < quick) length = Math.min(longestPiece, length * 2)
      else if (took > slow) length = Math.max(smallest, length / 2)
    } else if (answer && !isAnotherPlace(answer)) throw await refusalOf(answer)
    else {
      // Whether the piece arrived before the line broke, the server knows.
      const standing = await ask('GET')
      if (standing === null) continue
      if (!standing.ok) throw await refusalOf(standing)
      at = Number(standing.headers.get('upload-offset'))
    }
    onWaiting(false)
    onReceived(at)
  }
  for (;;) {
    const answer = await ask('POST')
    if (answer === null) continue
    if (!answer.ok) throw await refusalOf(answer)
    const made: unknown = await answer.json()
    return isObject(made) && typeof made.fileId === 'string' ? made.fileId : ''
  }
}

/** Gives an upload up; what was sent is forgotten. */
export async function stopSending(uploadId: string): Promise<void> {
  const answer = await fetch(urlOf(uploadId), { method: 'DELETE' })
  if (!answer.ok) throw await refusalOf(answer)
}

/** The server is at another place than this sender thought, or the piece was damaged on its way: both are looked up. */
const isAnotherPlace = (answer: Response): boolean => answer.status === 409 || answer.status === 408

async function refusalOf(answer: Response): Promise<Error> {
  const told: unknown = await answer.json().catch(() => null)
  const error = isObject(told) && isObject(told.error) ? told.error : {}
  return typeof error.code === 'string' ? new UploadRefused(error.code) : new Error('upload failed')
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new DOMException('stopped', 'AbortError'))
    })
  })

/** Browsers offer hashing only to secure origins. */
async function checksumOf(bytes: ArrayBuffer): Promise<string | null> {
  if (!('subtle' in crypto)) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `sha256 ${btoa(String.fromCharCode(...digest))}`
}

const end = 1_048_576

/** By what the same file is known when it is chosen again: its day, and its ends where a browser can hash them. */
export async function fingerprintOf(file: File): Promise<string> {
  const ends = await new Blob([file.slice(0, end), file.slice(Math.max(0, file.size - end))]).arrayBuffer()
  return `${file.lastModified} ${(await checksumOf(ends)) ?? ''}`.trim()
}
