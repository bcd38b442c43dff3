import type { Size } from './camera'
import type { DrawingBox } from '@/server/domains/designFiles/drawing/drawing'
import { comparedColours, type Easel, type Scene, type Sheet } from '@/server/domains/designFiles/painting/scenes'
import type { Bitmap } from './open-pages'

export type Picture = Readonly<{ bitmap: Bitmap; width: number; height: number }>

/** A page lies with its upper left corner in the origin, a thousand units for each of its own. */
export const unitsOf = ({ width, height }: Picture): Size => ({ width: width * 1_000, height: height * 1_000 })

/** What a page covers. */
export function boxOfPage(picture: Picture): DrawingBox {
  const { width, height } = unitsOf(picture)
  return [0, -height, width, 0]
}

function lay({ ctx, world }: Sheet, picture: Picture): void {
  const { width, height } = unitsOf(picture)
  world()
  // The world is upside down to a picture.
  ctx.scale(1, -1)
  ctx.imageSmoothingQuality = 'high'
  ctx.drawImage(picture.bitmap, 0, 0, width, height)
}

/** A page on white paper. */
export const pageScene = (picture: Picture): Scene => [
  ({ picture: sheet }: Easel) => {
    const { width, height } = unitsOf(picture)
    sheet.world()
    sheet.ctx.fillStyle = '#fff'
    sheet.ctx.fillRect(0, -height, width, height)
    lay(sheet, picture)
  },
]

/** Two pages over each other: what only one of them has is in its colour, what both have is dark. */
export function comparedPages(before: Picture | null, after: Picture | null, mix: number): Scene {
  const share = { before: Math.min(1, 2 - 2 * mix), after: Math.min(1, 2 * mix) }
  const step =
    (picture: Picture, colour: string, alpha: number) =>
    ({ picture: sheet, first }: Easel): void => {
      const { width, height } = unitsOf(picture)
      first.clear()
      first.world()
      first.ctx.fillStyle = '#fff'
      first.ctx.fillRect(0, -height, width, height)
      lay(first, picture)
      first.world()
      first.ctx.globalCompositeOperation = 'lighten'
      first.ctx.fillStyle = colour
      first.ctx.fillRect(0, -height, width, height)
      first.ctx.globalCompositeOperation = 'source-over'
      sheet.flat()
      sheet.ctx.globalAlpha = alpha
      sheet.ctx.globalCompositeOperation = 'multiply'
      sheet.ctx.drawImage(first.ctx.canvas, 0, 0)
      sheet.ctx.globalAlpha = 1
      sheet.ctx.globalCompositeOperation = 'source-over'
    }
  return [
    ...(before && share.before > 0 ? [step(before, comparedColours.before, share.before)] : []),
    ...(after && share.after > 0 ? [step(after, comparedColours.after, share.after)] : []),
  ]
}
