/** A refusal as procedures word it, so that one place turns both into sentences. */
export class UploadRefused extends Error {
  readonly data: { domain: { code: string; params: Record<string, string | number> } }
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.data = { domain: { code, params } }
  }
}

/**
 * Sends a file as the raw body and resolves with what was answered. `onProgress` gets 0…1. Throws UploadRefused where
 * the server says why, another error where it did not answer.
 */
export async function postFile(url: string, file: Blob, onProgress: (share: number) => void): Promise<unknown> {
  const { status, body } = await send(url, file, onProgress)
  const answer: unknown = JSON.parse(body || 'null')
  if (status >= 200 && status < 300) return answer
  throw isRefusal(answer) ? new UploadRefused(answer.error.code, answer.error.params) : new Error('upload failed')
}

/** XMLHttpRequest, because fetch does not say how much was sent. */
const send = (url: string, file: Blob, onProgress: (share: number) => void) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, body: request.responseText })
    request.onerror = () => reject(new Error('offline'))
    request.send(file)
  })

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isRefusal = (value: unknown): value is { error: { code: string; params: Record<string, string | number> } } =>
  isObject(value) && isObject(value.error) && typeof value.error.code === 'string'
