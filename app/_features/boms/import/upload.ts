import { paths } from '@/app/_lib/paths'
import { isObject, uploadFile } from '@/app/_lib/upload'

type Target = Readonly<{ productId: string; bomId: string | null }>

/** Sends a BOM file and resolves with the import it became. `onProgress` gets 0…1. */
export async function uploadBom(
  file: File,
  { productId, bomId }: Target,
  onProgress: (share: number) => void,
): Promise<string> {
  const query = { product: productId, ...(bomId !== null && { bom: bomId }) }
  const made = await uploadFile(paths.files.uploadBom(), file, { query, onProgress })
  if (isObject(made) && typeof made.importId === 'string') return made.importId
  throw new Error('upload failed')
}
