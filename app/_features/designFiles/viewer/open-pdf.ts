import { getDocument, GlobalWorkerOptions, RenderingCancelledException } from 'pdfjs-dist'
import { UploadRefused } from '@/app/_lib/upload'
import { paths } from '@/app/_lib/paths'
import type { OpenedPages } from './open-pages'

// From our own origin, beside the rest of the scripts.
GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).toString()

/** Where parts of the reader lie that few documents need. */
const part = (folder: string): string => new URL(paths.pdfPart(folder), location.origin).toString()

/** Pixels of one page: a canvas of a phone holds no more. */
const most = 16_000_000

/** Opens a PDF with scripts, forms and links left out: its pages are pictures. Throws `designFiles.pictureUnreadable`. */
export async function openPdf(data: Uint8Array): Promise<OpenedPages> {
  const opening = getDocument({
    ...{ data, isEvalSupported: false, enableXfa: false, useWasm: false, stopAtErrors: false },
    // Chinese documents often name character maps and fonts that they do not carry.
    ...{ cMapUrl: part('cmaps'), standardFontDataUrl: part('standard_fonts'), wasmUrl: part('wasm') },
  })
  // Nobody has told us the password; without it there is nothing to show.
  opening.onPassword = () => void opening.destroy()
  const pdf = await opening.promise.catch(() => {
    throw new UploadRefused('designFiles.pictureUnreadable')
  })
  return {
    count: pdf.numPages,
    draw: async (number, pixels) => {
      const page = await pdf.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      const scale = Math.min(pixels / width, Math.sqrt(most / (width * height)))
      const viewport = page.getViewport({ scale })
      const canvas = document.createElement('canvas')
      ;[canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)]
      await page.render({ canvas, viewport }).promise.catch((error: unknown) => {
        if (!(error instanceof RenderingCancelledException)) throw new UploadRefused('designFiles.pictureUnreadable')
      })
      page.cleanup()
      return { bitmap: canvas, width, height }
    },
  }
}
