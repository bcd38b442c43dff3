import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { serve } from '@/server/platform/threads/serve'
import type { DrawingRefusal } from '../lifecycle'
import { modelStep } from '../modelling/model-step'
import { detectFileKind } from '../reading/file-kind'
import { drawDesignFile } from './draw-design-file'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'design-drawer'

export type DrawingQuestion = Readonly<{ bytes: Uint8Array; fileName: string }>
/** A `Drawing` or a `Model` as JSON, packed: that is how it is kept and sent. `isModel`: made by the rules of models. */
export type PackedDrawing = Readonly<
  { isModel: boolean } & ({ packed: Uint8Array } | { refused: Exclude<DrawingRefusal, 'failed'> })
>

const pack = promisify(gzip)

serve<DrawingQuestion, PackedDrawing>(workerName, async ({ bytes, fileName }) => {
  const isModel = detectFileKind(bytes, fileName).kind === 'step'
  const drawing = isModel ? modelStep(bytes) : await drawDesignFile(bytes, fileName)
  return typeof drawing === 'string'
    ? { isModel, refused: drawing }
    : { isModel, packed: await pack(JSON.stringify(drawing), { level: 6 }) }
})
