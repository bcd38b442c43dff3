import { paths } from '@/app/_lib/paths'

/** A refusal as procedures word it, so that one place turns both into sentences. */
export class UploadRefused extends Error {
  readonly data: { domain: { code: string; params: Record<string, string | number> } }
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.data = { domain: { code, params } }
  }
}

type Target = Readonly<{ productId: string; bomId: string | null }>

/** Sends a BOM file and resolves with the import it became. `onProgress` gets 0…1. */
export async function uploadBom(
  file: File,
  { productId, bomId }: Target,
  onProgress: (share: number) => void,
): Promise<string> {
  const query = new URLSearchParams({ product: productId, name: file.name, size: String(file.size) })
  if (bomId !== null) query.set('bom', bomId)
  const sha256 = await hashOf(file)
  if (sha256 !== null) query.set('sha256', sha256)
  const { status, body } = await send(`${paths.files.uploadBom()}?${query}`, file, onProgress)
  const answer: unknown = JSON.parse(body || 'null')
  if (status === 201 && isMade(answer)) return answer.importId
  throw isRefusal(answer) ? new UploadRefused(answer.error.code, answer.error.params) : new Error('upload failed')
}

/** Browsers offer hashing only to secure origins; elsewhere the size alone is compared. */
async function hashOf(file: File): Promise<string | null> {
  if (!('subtle' in crypto)) return null
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** XMLHttpRequest, because fetch does not say how much was sent. */
const send = (url: string, file: File, onProgress: (share: number) => void) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, body: request.responseText })
    request.onerror = () => reject(new Error('offline'))
    request.send(file)
  })

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isMade = (value: unknown): value is { importId: string } => isObject(value) && typeof value.importId === 'string'
const isRefusal = (value: unknown): value is { error: { code: string; params: Record<string, string | number> } } =>
  isObject(value) && isObject(value.error) && typeof value.error.code === 'string'
