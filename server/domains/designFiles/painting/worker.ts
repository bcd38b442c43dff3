import { dirname } from 'node:path'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Path2D, type Canvas } from '@napi-rs/canvas'
import { serve } from '@/server/platform/threads/serve'
import type { Drawing } from '../drawing/drawing'
import { frames, type Frame } from './picture'

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

/** Each size for itself: lines keep a width that can be seen. */
async function painterOf(
  question: PaintingQuestion,
): Promise<(frame: Frame) => Promise<Canvas | null> | Canvas | null> {
  if (question.what === 'drawing') {
    const { paintBoard } = await import('./paint-board')
    // Our own drawer wrote it.
    const drawing = JSON.parse((await unpack(question.packed)).toString('utf8')) as Drawing
    return (frame) => paintBoard(drawing, frame)
  }
  if (question.what === 'mesh') {
    const { paintBody, readFaces } = await import('./paint-mesh')
    const body = readFaces(question.bytes)
    return (frame) => body && paintBody(body, frame)
  }
  const { paintPage } = await import('./paint-page')
  const library = dirname(createRequire(moduleUrl).resolve('pdfjs-dist/package.json'))
  const { bytes, page } = question
  return (frame) => paintPage(bytes, page, frame, library)
}

serve<PaintingQuestion, Painting>(workerName, async (question) => {
  Object.assign(globalThis, { Path2D })
  const paint = await painterOf(question)
  const [small, large] = [await paint(frames.small), await paint(frames.large)]
  return small && large && { small: await small.encode('webp', quality), large: await large.encode('webp', quality) }
})
