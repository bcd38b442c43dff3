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
