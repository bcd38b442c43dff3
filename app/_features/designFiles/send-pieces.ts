import { isObject, UploadRefused } from '@/app/_lib/upload'
import { longestDesignFile, longestPiece } from '@/server/domains/designFiles/rules/design-file'

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

/** Throws `designFiles.emptyFile` or `designFiles.tooLarge` before a byte is sent. */
export function refuseSize({ size }: File): void {
  if (size === 0) throw new UploadRefused('designFiles.emptyFile')
  if (size > longestDesignFile) throw new UploadRefused('designFiles.tooLarge')
}

/** A gateway that has nobody behind it answers so; the server itself comes back. */
const isAway = (status: number): boolean => status === 502 || status === 503 || status === 504 || status === 408
/** How often something that should not happen twice is tried again. */
const patience = 5

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
  let [at, length, silences, faults] = [received, usual, 0, 0]
  const rest = async (offline: boolean) => {
    if (offline) onWaiting(true)
    await pause(Math.min(30_000, 500 * 2 ** Math.min(offline ? ++silences : faults, 6)), signal)
  }
  /** The answer, or null where there was none; what went wrong once too often is thrown. */
  const ask = async (method: string, init: RequestInit = {}): Promise<Response | null> => {
    const answer = await fetch(urlOf(uploadId), { method, signal, ...init }).catch((error: unknown) => {
      if (signal.aborted) throw error
      return null
    })
    if (answer === null || isAway(answer.status)) {
      await rest(true)
      return null
    }
    silences = 0
    if (answer.status < 500) return answer
    if (++faults >= patience) throw await refusalOf(answer)
    await rest(false)
    return null
  }
  // Until something got through, the line counts as lost.
  const progressed = () => {
    faults = 0
    onWaiting(false)
  }
  /** Where the server is, after an answer that was none or another than hoped for. */
  const lookUp = async (): Promise<void> => {
    const standing = await ask('GET')
    if (standing === null) return
    if (!standing.ok) throw await refusalOf(standing)
    const before = at
    at = Number(standing.headers.get('upload-offset'))
    onReceived(at)
    if (at > before) progressed()
    else if (++faults >= patience * 4) throw new UploadRefused('designFiles.uploadStuck')
    else await rest(false)
  }
  for (;;) {
    while (at < file.size) {
      const piece = await readPiece(file, at, length)
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
        at = Number(answer.headers.get('upload-offset'))
        progressed()
        const took = performance.now() - begun
        if (took < quick) length = Math.min(longestPiece, length * 2)
        else if (took > slow) length = Math.max(smallest, length / 2)
        onReceived(at)
        continue
      }
      if (answer !== null) await throwUnlessElsewhere(answer)
      await lookUp()
    }
    const answer = await ask('POST')
    if (answer?.ok) {
      const made: unknown = await answer.json()
      return isObject(made) && typeof made.fileId === 'string' ? made.fileId : ''
    }
    // Still at the end that was asked for before, or back at a place whose bytes are gone.
    if (answer !== null) await throwUnlessElsewhere(answer)
    await lookUp()
  }
}

/** Refusals that only say the server is at another place, at work on it, or got a piece damaged on its way. */
const elsewhere = ['designFiles.uploadMoved', 'designFiles.uploadBusy', 'designFiles.pieceDamaged']

async function throwUnlessElsewhere(answer: Response): Promise<void> {
  const refusal = await refusalOf(answer)
  if (!elsewhere.includes(refusal.message)) throw refusal
}

/** A folder, or a file that was moved or changed meanwhile, cannot be read. */
async function readPiece(file: File, at: number, length: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(at, at + length).arrayBuffer()
  } catch {
    throw new UploadRefused('designFiles.fileUnreadable')
  }
}

/** Gives an upload up; what was sent is forgotten. */
export async function stopSending(uploadId: string): Promise<void> {
  const answer = await fetch(urlOf(uploadId), { method: 'DELETE' })
  if (!answer.ok) throw await refusalOf(answer)
}

async function refusalOf(answer: Response): Promise<UploadRefused> {
  const told: unknown = await answer.json().catch(() => null)
  const error = isObject(told) && isObject(told.error) ? told.error : {}
  const params = isObject(error.params) ? Object.entries(error.params) : []
  const plain = params.flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  )
  return typeof error.code === 'string'
    ? new UploadRefused(error.code, Object.fromEntries(plain))
    : new UploadRefused('common.unexpected')
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stop = () => {
      clearTimeout(timer)
      reject(new DOMException('stopped', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

/** Browsers offer hashing only to secure origins. */
async function checksumOf(bytes: ArrayBuffer): Promise<string | null> {
  if (!('subtle' in crypto)) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `sha256 ${btoa(String.fromCharCode(...digest))}`
}

const end = 1_048_576
/** Where nothing can be hashed, a file is known again in this tab only. */
const tab = String(Math.random())

/** By what the same file is known when it is chosen again: its day, and its ends where a browser can hash them. */
export async function fingerprintOf(file: File): Promise<string> {
  const [head, tail] = [await readPiece(file, 0, end), await readPiece(file, Math.max(0, file.size - end), end)]
  const ends = await new Blob([head, tail]).arrayBuffer()
  return `${file.lastModified} ${(await checksumOf(ends)) ?? tab}`
}
