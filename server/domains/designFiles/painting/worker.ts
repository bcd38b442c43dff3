import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { GlobalFonts, Path2D, type Canvas } from '@napi-rs/canvas'
import type { FontFiles } from '@/server/platform/pdf/typeface'
import { serve } from '@/server/platform/threads/serve'
import type { Drawing } from '../drawing/drawing'
import type { Model } from '../modelling/model'
import type { Body } from './body'
import { modelFaces } from './model-faces'
import type { Painted } from './paint-apart'
import { frames, type Frame } from './picture'
import { readFaces } from './read-faces'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'design-painter'

/** What to paint, our fonts, and where the parts of the PDF library lie. */
export type PaintingQuestion = Readonly<{ painted: Painted; fonts: FontFiles; library: string }>
/** WebP in both sizes; null where there is nothing to see. */
export type Painting = Readonly<{ small: Uint8Array; large: Uint8Array }> | null

const unpack = promisify(gunzip)
const quality = 82

/** Each size for itself: lines keep a width that can be seen. */
async function painterOf({
  painted,
  library,
}: PaintingQuestion): Promise<(frame: Frame) => Promise<Canvas | null> | Canvas | null> {
  if (painted.what === 'drawing') {
    // Our own drawer wrote it.
    const drawing = JSON.parse((await unpack(painted.packed)).toString('utf8')) as Drawing | Model
    if ('bodies' in drawing) return bodyPainter(modelFaces(drawing))
    const { paintBoard } = await import('./paint-board')
    return (frame) => paintBoard(drawing, frame)
  }
  if (painted.what === 'mesh') return bodyPainter(readFaces(painted.bytes))
  const { paintPage } = await import('./paint-page')
  const { bytes, page } = painted
  return (frame) => paintPage(bytes, page, frame, library)
}

async function bodyPainter(body: Body | null) {
  const { paintBody } = await import('./paint-body')
  return (frame: Frame) => body && paintBody(body, frame)
}

/** What a browser has of its own. A server may have no fonts: whatever is not in its file is set in ours. */
let prepared = false
function prepare({ regular, bold }: FontFiles): void {
  if (prepared) return
  prepared = true
  Object.assign(globalThis, { Path2D })
  for (const family of ['sans-serif', 'serif', 'monospace'])
    for (const file of [regular, bold]) GlobalFonts.registerFromPath(file, family)
}

serve<PaintingQuestion, Painting>(workerName, async (question) => {
  prepare(question.fonts)
  const paint = await painterOf(question)
  const small = await paint(frames.small)
  const large = small && (await paint(frames.large))
  return small && large && { small: await small.encode('webp', quality), large: await large.encode('webp', quality) }
})
