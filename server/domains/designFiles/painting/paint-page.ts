import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { within, type Frame } from './picture'

/** Pixels of a picture within a page; a larger one is left out, as it would take four bytes for each. */
const mostPixels = 25_000_000

/**
 * One page of a PDF, from 1, in every size, as in the viewer without scripts and forms. `folder` holds the library's
 * character maps and standard fonts. Null where there is no such page, or where the file is damaged or locked.
 */
export async function paintPage(
  bytes: Uint8Array,
  page: number,
  sizes: readonly Frame[],
  folder: string,
): Promise<Canvas[] | null> {
  const opening = getDocument({
    data: bytes.slice(),
    ...{ isEvalSupported: false, enableXfa: false, useWasm: false, useSystemFonts: true, verbosity: 0 },
    maxImageSize: mostPixels,
    ...{ cMapUrl: `${folder}/cmaps/`, standardFontDataUrl: `${folder}/standard_fonts/`, wasmUrl: `${folder}/wasm/` },
  })
  // Nobody has told us the password; without it there is nothing to show.
  opening.onPassword = () => void opening.destroy()
  try {
    const pdf = await opening.promise
    if (page > pdf.numPages) return null
    const sheet = await pdf.getPage(page)
    const whole = sheet.getViewport({ scale: 1 })
    const painted: Canvas[] = []
    for (const frame of sizes) {
      const size = within(whole, frame)
      const canvas = createCanvas(size.width, size.height)
      const viewport = sheet.getViewport({ scale: Math.min(size.width / whole.width, size.height / whole.height) })
      // The library keeps to the browser's interface, but does not say so in its types.
      await sheet.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise
      painted.push(canvas)
    }
    return painted
  } catch {
    return null
  } finally {
    await opening.destroy()
  }
}
