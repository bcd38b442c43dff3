import { dirname } from 'node:path'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { createCanvas, Path2D, type Canvas } from '@napi-rs/canvas'
import { serve } from '@/server/platform/threads/serve'
import type { Drawing } from '../drawing/drawing'
import { frames, within } from './picture'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'design-painter'

/** A drawing as it is kept, or the bytes of what is painted without one. */
export type PaintingQuestion = Readonly<
  | { what: 'drawing'; packed: Uint8Array }
  | { what: 'mesh'; bytes: Uint8Array }
  | { what: 'page'; bytes: Uint8Array; page: number }
>
/** WebP in both sizes; null where there is nothing to see. */
export type Painting = Readonly<{ small: Uint8Array; large: Uint8Array }> | null

const unpack = promisify(gunzip)
const quality = 82

async function paint(question: PaintingQuestion): Promise<Canvas | null> {
  if (question.what === 'drawing') {
    const { paintBoard } = await import('./paint-board')
    // Our own drawer wrote it.
    const drawing = JSON.parse((await unpack(question.packed)).toString('utf8')) as Drawing
    return paintBoard(drawing, frames.large)
  }
  if (question.what === 'mesh') {
    const { paintBody, readFaces } = await import('./paint-mesh')
    const body = readFaces(question.bytes)
    return body && paintBody(body, frames.large)
  }
  const { paintPage } = await import('./paint-page')
  const library = dirname(createRequire(moduleUrl).resolve('pdfjs-dist/package.json'))
  return paintPage(question.bytes, question.page, frames.large, library)
}

function smaller(large: Canvas): Canvas {
  const { width, height } = within(large, frames.small)
  const canvas = createCanvas(width, height)
  const ctx = canvas.getContext('2d')
  ctx.imageSmoothingQuality = 'high'
  ctx.drawImage(large, 0, 0, width, height)
  return canvas
}

serve<PaintingQuestion, Painting>(workerName, async (question) => {
  Object.assign(globalThis, { Path2D })
  const large = await paint(question)
  if (large === null) return null
  return { large: await large.encode('webp', quality), small: await smaller(large).encode('webp', quality) }
})
