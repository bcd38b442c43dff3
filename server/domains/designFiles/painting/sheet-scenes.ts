import type { DrawingBox } from '../drawing/drawing'
import { colourOf, type StackedLayer } from './layer-stack'
import { paintLayer, type PreparedLayer } from './prepared-layer'
import { comparedColours, type Easel, type Scene, type Step } from './scenes'

/** Sheets lie on paper in light and dark alike, as pages do. */
const paperColour = '#ffffff'

function layPaper(ctx: CanvasRenderingContext2D, [minX, minY, maxX, maxY]: DrawingBox): void {
  ctx.fillStyle = paperColour
  ctx.fillRect(minX, minY, maxX - minX, maxY - minY)
}

/** A sheet of a schematic on its paper; the layers come as they lie, from the top down. */
export const sheetScene = (layers: readonly StackedLayer[], paper: DrawingBox): Scene => [
  ({ picture }: Easel) => {
    picture.world()
    layPaper(picture.ctx, paper)
  },
  ...layers.toReversed().flatMap(({ prepared, role }): Step[] =>
    prepared
      ? [
          ({ picture, scale }) => {
            picture.world()
            paintLayer(picture.ctx, prepared, colourOf(role), scale)
          },
        ]
      : [],
  ),
]

/** What is laid over what: the layers of a sheet, from the top down, and its paper. */
export type ComparedSheet = Readonly<{ layers: readonly PreparedLayer[]; paper: DrawingBox }>

/** Frames around the places that differ: in pixels, and how far they stay away in micrometres. */
const mark = { colour: '#c05f00', width: 2, away: 1_200 } as const

/**
 * Two sheets over each other: what only one of them has is in its colour, what both have is dark. `places` that differ are
 * framed.
 */
export function comparedSheets(
  before: ComparedSheet | null,
  after: ComparedSheet | null,
  mix: number,
  places: readonly DrawingBox[],
): Scene {
  const share = { before: Math.min(1, 2 - 2 * mix), after: Math.min(1, 2 * mix) }
  const step =
    ({ layers, paper }: ComparedSheet, colour: string, alpha: number): Step =>
    ({ picture, first, scale }) => {
      first.clear()
      first.world()
      layPaper(first.ctx, paper)
      // Fills say nothing here, and would hide what is drawn on them.
      for (const layer of layers) if (layer.role.type !== 'bodies') paintLayer(first.ctx, layer, colour, scale)
      picture.flat()
      picture.ctx.globalAlpha = alpha
      picture.ctx.globalCompositeOperation = 'multiply'
      picture.ctx.drawImage(first.ctx.canvas, 0, 0)
      picture.ctx.globalAlpha = 1
      picture.ctx.globalCompositeOperation = 'source-over'
    }
  const frames: Step = ({ picture, scale }) => {
    picture.world()
    const { ctx } = picture
    ctx.strokeStyle = mark.colour
    ctx.lineWidth = mark.width / scale
    const away = mark.away + 3 / scale
    for (const [left, bottom, right, top] of places)
      ctx.strokeRect(left - away, bottom - away, right - left + 2 * away, top - bottom + 2 * away)
  }
  return [
    ...(before && share.before > 0 ? [step(before, comparedColours.before, share.before)] : []),
    ...(after && share.after > 0 ? [step(after, comparedColours.after, share.after)] : []),
    frames,
  ]
}
