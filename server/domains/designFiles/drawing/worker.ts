import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { serve } from '@/server/platform/threads/serve'
import { drawDesignFile, type NotDrawn } from './draw-design-file'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'design-drawer'

export type DrawingQuestion = Readonly<{ bytes: Uint8Array; fileName: string }>
/** A `Drawing` as JSON, packed: that is how it is kept and sent. */
export type PackedDrawing = Readonly<{ packed: Uint8Array } | { refused: NotDrawn }>

const pack = promisify(gzip)

serve<DrawingQuestion, PackedDrawing>(workerName, async ({ bytes, fileName }) => {
  const drawing = await drawDesignFile(bytes, fileName)
  return typeof drawing === 'string'
    ? { refused: drawing }
    : { packed: await pack(JSON.stringify(drawing), { level: 6 }) }
})
