import { UploadRefused } from '@/app/_lib/upload'
import { paths } from '@/app/_lib/paths'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'

/** A picture in memory. */
export type Bitmap = HTMLCanvasElement | ImageBitmap
/** Pages of a file, drawn when they are asked for. Lengths are in units of the file: pixels, or points of a page. */
export type OpenedPages = Readonly<{
  count: number
  /** Page from 1; drawn so many pixels wide, where that makes a difference. */
  draw: (page: number, pixels: number) => Promise<Readonly<{ bitmap: Bitmap; width: number; height: number }>>
}>

/** Bytes a browser is given to draw from; larger files are downloaded. */
const largest = 100_000_000

/**
 * Opens a raster picture or a PDF. The bytes come as a download and are drawn by us: nothing of a stranger's is ever shown
 * by the browser itself.
 */
export async function openPages({ id, size, reading }: ViewedFile): Promise<OpenedPages> {
  const shown = reading?.shown
  const tooLarge = shown?.fact === 'picture' && shown.width * shown.height > 100_000_000
  if (size > largest || tooLarge) throw new UploadRefused('designFiles.drawingTooMuch')
  const answer = await fetch(paths.designFile(id))
  if (!answer.ok) throw new UploadRefused('designFiles.fileNotFound')
  const bytes = await answer.arrayBuffer()
  if (reading?.kind === 'pdf') return (await import('./open-pdf')).openPdf(new Uint8Array(bytes))
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => {
    throw new UploadRefused('designFiles.pictureUnreadable')
  })
  const { width, height } = bitmap
  return { count: 1, draw: () => Promise.resolve({ bitmap, width, height }) }
}
