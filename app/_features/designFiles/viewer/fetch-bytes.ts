import { UploadRefused } from '@/app/_lib/upload'
import { paths } from '@/app/_lib/paths'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'

/** Bytes a browser is given to draw from; larger files are downloaded. */
const largest = 100_000_000

/**
 * The bytes of a file, to be drawn by us: they come as a download, and nothing of a stranger's is ever shown by the browser
 * itself. Taking them is noted as any download is.
 */
export async function fetchBytes({ id, size }: Pick<ViewedFile, 'id' | 'size'>): Promise<ArrayBuffer> {
  if (size > largest) throw new UploadRefused('designFiles.drawingTooMuch')
  const answer = await fetch(paths.designFile(id))
  if (!answer.ok) throw new UploadRefused('designFiles.fileNotFound')
  return answer.arrayBuffer()
}

type Refusal = Readonly<{ error: Readonly<{ code: string; params: Record<string, string | number> }> }>

/** What a route of ours answers, in the shape its types say. Throws what it refused with. */
export async function fetchAnswer<T extends object>(path: string): Promise<T> {
  const answer = await fetch(path)
  // Our own server wrote it.
  const told = (await answer.json()) as T | Refusal
  if ('error' in told) throw new UploadRefused(told.error.code, told.error.params)
  return told
}
