import { paintLayer, type PreparedLayer } from './prepared-layer'

/** A canvas of the size of the picture; `world` puts it into micrometres of the board, `flat` back into pixels. */
export type Sheet = Readonly<{ ctx: CanvasRenderingContext2D; clear: () => void; world: () => void; flat: () => void }>
export type Easel = Readonly<{ picture: Sheet; first: Sheet; second: Sheet; scale: number }>

/** One piece of work on a picture; between two of them the page may breathe. */
export type Step = (easel: Easel) => void
/** Pieces in their order. The same object is the same picture. */
export type Scene = readonly Step[]

/** Puts one sheet on another as it is. */
function put(from: Sheet, onto: Sheet, how: GlobalCompositeOperation = 'source-over', alpha = 1): void {
  onto.flat()
  onto.ctx.globalAlpha = alpha
  onto.ctx.globalCompositeOperation = how
  onto.ctx.drawImage(from.ctx.canvas, 0, 0)
  onto.ctx.globalAlpha = 1
  onto.ctx.globalCompositeOperation = 'source-over'
}

/** `within`: beyond it nothing is painted. */
function paintAlone(sheet: Sheet, layer: PreparedLayer, colour: string, scale: number, within?: Path2D | null): void {
  sheet.clear()
  sheet.world()
  sheet.ctx.save()
  if (within) sheet.ctx.clip(within, 'evenodd')
  paintLayer(sheet.ctx, layer, colour, scale)
  sheet.ctx.restore()
}

export type Coloured = Readonly<{ layer: PreparedLayer; colour: string }>

/** Layers over each other, the first one lowest. */
export const layersScene = (layers: readonly Coloured[]): Scene =>
  layers.map(({ layer, colour }) => ({ picture, first, scale }: Easel) => {
    paintAlone(first, layer, colour, scale)
    put(first, picture, 'source-over', 0.82)
  })

/** The layers of one side of a board, and what goes through it. */
export type BoardSide = Readonly<{
  copper: PreparedLayer | null
  mask: PreparedLayer | null
  silk: PreparedLayer | null
  outline: PreparedLayer | null
  drills: readonly PreparedLayer[]
}>

const board = {
  mask: '#0c4b33',
  copper: '#156a48',
  finish: '#d9b25f',
  base: '#a8935f',
  silk: '#f3f1ea',
} as const

/** A board as it comes out of production: mask, finish in its openings, print, holes. */
export function boardScene({ copper, mask, silk, outline, drills }: BoardSide): Scene {
  const within = outline?.within ?? null
  const steps: Step[] = [
    ({ picture }) => {
      const box = outline?.box ?? copper?.box ?? mask?.box
      picture.world()
      picture.ctx.fillStyle = board.mask
      if (within) picture.ctx.fill(within, 'evenodd')
      else if (box) picture.ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
    },
  ]
  if (copper)
    steps.push(({ picture, first, scale }) => {
      paintAlone(first, copper, mask ? board.copper : board.finish, scale, within)
      put(first, picture)
    })
  if (mask)
    steps.push(({ picture, first, second, scale }) => {
      paintAlone(first, mask, board.base, scale, within)
      put(first, picture)
      if (!copper) return
      paintAlone(second, copper, board.finish, scale)
      put(first, second, 'destination-in')
      put(second, picture)
    })
  if (silk)
    steps.push(({ picture, first, second, scale }) => {
      paintAlone(first, silk, board.silk, scale, within)
      if (mask) {
        paintAlone(second, mask, board.base, scale)
        put(second, first, 'destination-out')
      }
      put(first, picture)
    })
  for (const drill of drills)
    steps.push(({ picture, first, scale }) => {
      paintAlone(first, drill, '#000', scale)
      put(first, picture, 'destination-out')
    })
  return steps
}

/** Colours that add up to light grey where both are. */
export const comparedColours = { before: '#ff5a4d', after: '#1fb5c9' } as const

/** The same layer of two revisions, within a faint outline. `mix` from 0, only before, to 1, only after. */
export function comparedScene(
  before: PreparedLayer | null,
  after: PreparedLayer | null,
  outline: PreparedLayer | null,
  mix: number,
): Scene {
  const share = { before: Math.min(1, 2 - 2 * mix), after: Math.min(1, 2 * mix) }
  const step =
    (layer: PreparedLayer, colour: string, alpha: number): Step =>
    ({ picture, first, scale }) => {
      paintAlone(first, layer, colour, scale)
      put(first, picture, 'lighter', alpha)
    }
  return [
    ...(outline ? [step(outline, '#4a565c', 1)] : []),
    ...(before && share.before > 0 ? [step(before, comparedColours.before, share.before)] : []),
    ...(after && share.after > 0 ? [step(after, comparedColours.after, share.after)] : []),
  ]
}
