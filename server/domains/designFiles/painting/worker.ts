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
import { frames } from './picture'
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

/** The sizes of a picture, each painted for itself: lines keep a width that can be seen. */
const sizes = [frames.small, frames.large]

async function paint({ painted, library }: PaintingQuestion): Promise<readonly Canvas[] | null> {
  if (painted.what === 'page') {
    const { paintPage } = await import('./paint-page')
    return paintPage(painted.bytes, painted.page, sizes, library)
  }
  if (painted.what === 'mesh') return paintSizes(readFaces(painted.bytes))
  // Our own drawer wrote it.
  const drawing = JSON.parse((await unpack(painted.packed)).toString('utf8')) as Drawing | Model
  if ('bodies' in drawing) return paintSizes(modelFaces(drawing))
  const { boardPainter } = await import('./paint-board')
  const painter = boardPainter(drawing)
  return painter && sizes.map(painter)
}

async function paintSizes(body: Body | null): Promise<readonly Canvas[] | null> {
  if (body === null) return null
  const { paintBody } = await import('./paint-body')
  const canvases: Canvas[] = []
  for (const frame of sizes) {
    const canvas = paintBody(body, frame)
    if (canvas === null) return null
    canvases.push(canvas)
  }
  return canvases
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
  const [small, large] = (await paint(question)) ?? []
  return small && large
    ? { small: await small.encode('webp', quality), large: await large.encode('webp', quality) }
    : null
})
