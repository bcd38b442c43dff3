/** A refusal as procedures word it, so that one place turns both into sentences. */
export class UploadRefused extends Error {
  readonly data: { domain: { code: string; params: Record<string, string | number> } }
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.data = { domain: { code, params } }
  }
}

type Options = Readonly<{
  /** What the route needs beside the file's name, size and hash. */
  query: Readonly<Record<string, string>>
  /** Gets 0…1. */
  onProgress: (share: number) => void
  signal?: AbortSignal
}>

/**
 * Sends a file as the raw body of a request and resolves with what the route made of it. Throws UploadRefused with the
 * route's code, or Error where there was no answer.
 */
export async function uploadFile(url: string, file: File, { query, onProgress, signal }: Options): Promise<unknown> {
  const all = new URLSearchParams({ ...query, name: file.name, size: String(file.size) })
  const sha256 = await hashOfFile(file)
  if (sha256 !== null) all.set('sha256', sha256)
  return answerOf(await send('POST', `${url}?${all}`, file, onProgress, signal))
}

/** Puts a file whose name, size and hash the server knows already. Throws as `uploadFile` does. */
export const putFile = async (url: string, file: File, onProgress: (share: number) => void): Promise<unknown> =>
  answerOf(await send('PUT', url, file, onProgress))

function answerOf({ status, body }: Answer): unknown {
  const answer: unknown = JSON.parse(body || 'null')
  if (status >= 200 && status < 300) return answer
  throw isRefusal(answer) ? new UploadRefused(answer.error.code, answer.error.params) : new Error('upload failed')
}

/** The SHA-256 of a file, hex; null where there is none: browsers offer hashing only to secure origins. */
export async function hashOfFile(file: File): Promise<string | null> {
  if (!('subtle' in crypto)) return null
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Answer = Readonly<{ status: number; body: string }>

/** XMLHttpRequest, because fetch does not say how much was sent. */
const send = (
  method: 'POST' | 'PUT',
  url: string,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
) =>
  new Promise<Answer>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, body: request.responseText })
    request.onerror = () => reject(new Error('offline'))
    request.onabort = () => reject(new Error('aborted'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isRefusal = (value: unknown): value is { error: { code: string; params: Record<string, string | number> } } =>
  isObject(value) && isObject(value.error) && typeof value.error.code === 'string'
