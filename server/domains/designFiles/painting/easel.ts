import type { Easel, Sheet } from './scenes'

/** How a picture is seen: the point in its middle, in micrometres, and its pixels for each; `mirrored`: from below. */
export type Sight = Readonly<{ x: number; y: number; scale: number; mirrored: boolean }>

/** A canvas to paint on, of a browser or of the server's. */
export function sheetOn(ctx: CanvasRenderingContext2D, { x, y, scale, mirrored }: Sight): Sheet {
  const { canvas } = ctx
  const across = mirrored ? -scale : scale
  const flat = () => ctx.setTransform(1, 0, 0, 1, 0, 0)
  return {
    ctx,
    flat,
    clear: () => {
      flat()
      ctx.clearRect(0, 0, canvas.width, canvas.height)
    },
    world: () => ctx.setTransform(across, 0, 0, -scale, canvas.width / 2 - x * across, canvas.height / 2 + y * scale),
  }
}

/** A picture and the two canvases of its size that it is made with. */
export const easelOf = (
  [picture, first, second]: readonly [CanvasRenderingContext2D, CanvasRenderingContext2D, CanvasRenderingContext2D],
  sight: Sight,
): Easel => ({
  ...{ picture: sheetOn(picture, sight), first: sheetOn(first, sight), second: sheetOn(second, sight) },
  scale: sight.scale,
})
