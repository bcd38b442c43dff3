import { paths } from '@/app/_lib/paths'
import { isObject, postFile } from '@/app/_lib/upload'

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
  const answer = await postFile(`${paths.files.uploadBom()}?${query}`, file, onProgress)
  if (isMade(answer)) return answer.importId
  throw new Error('upload failed')
}

/** Browsers offer hashing only to secure origins; elsewhere the size alone is compared. */
async function hashOf(file: File): Promise<string | null> {
  if (!('subtle' in crypto)) return null
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const isMade = (value: unknown): value is { importId: string } => isObject(value) && typeof value.importId === 'string'
