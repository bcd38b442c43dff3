import { UploadRefused } from '@/app/_lib/upload'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import { fetchBytes } from './fetch-bytes'

/** A picture in memory. */
export type Bitmap = HTMLCanvasElement | ImageBitmap
/** Pages of a file, drawn when they are asked for. Lengths are in units of the file: pixels, or points of a page. */
export type OpenedPages = Readonly<{
  count: number
  /** Page from 1; drawn so many pixels wide, where that makes a difference. */
  draw: (page: number, pixels: number) => Promise<Readonly<{ bitmap: Bitmap; width: number; height: number }>>
}>

/** Pixels of a picture that is decoded: each takes four bytes. */
const mostPixels = 100_000_000

/** Opens a raster picture or a PDF. */
export async function openPages(file: ViewedFile): Promise<OpenedPages> {
  const { reading } = file
  const shown = reading?.shown
  const tooLarge = shown?.fact === 'picture' && shown.width * shown.height > mostPixels
  if (tooLarge) throw new UploadRefused('designFiles.drawingTooMuch')
  const bytes = await fetchBytes(file)
  if (reading?.kind === 'pdf') return (await import('./open-pdf')).openPdf(new Uint8Array(bytes))
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => {
    throw new UploadRefused('designFiles.pictureUnreadable')
  })
  const { width, height } = bitmap
  return { count: 1, draw: () => Promise.resolve({ bitmap, width, height }) }
}
