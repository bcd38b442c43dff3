import type { DrawingBox, DrawnLayer, DrawnText, Pass, Points } from '../drawing/drawing'
import { outlineLoops } from './outline-loops'
import { inOrder, paintTexts } from './texts'

type PreparedPass = Readonly<{
  dark: boolean
  lines: readonly Readonly<{ width: number; path: Path2D }>[]
  /** Filled by the non-zero rule; null where there is nothing to fill. */
  fill: Path2D | null
  texts: readonly DrawnText[]
}>

/** A layer with its paths made once for every picture of it. */
export type PreparedLayer = Readonly<{
  name: string
  role: DrawnLayer['role']
  plated: boolean | null
  box: DrawingBox | null
  passes: readonly PreparedPass[]
  /** Of an outline: what lies within it; null where it does not close. */
  within: Path2D | null
  /** As it came, to be told from another one. */
  drawn: DrawnLayer
}>

export function prepareLayer(layer: DrawnLayer): PreparedLayer {
  const { name, role, plated, box, passes } = layer
  return {
    ...{ name, role, plated, box, passes: passes.map(preparePass) },
    within: role.type === 'outline' ? withinOf(layer) : null,
    drawn: layer,
  }
}

function withinOf(layer: DrawnLayer): Path2D | null {
  const loops = outlineLoops(layer)
  if (loops.length === 0) return null
  const path = new Path2D()
  for (const loop of loops) trace(path, loop, true)
  return path
}

function preparePass({ dark, lines, areas, discs, pads, texts }: Pass): PreparedPass {
  const fill = areas.length + discs.length + pads.length > 0 ? new Path2D() : null
  if (fill) {
    for (const area of areas) trace(fill, area, true)
    for (const { radius, at } of discs)
      for (let place = 0; place < at.length; place += 2) {
        const [x = 0, y = 0] = [at[place], at[place + 1]]
        fill.moveTo(x + radius, y)
        fill.arc(x, y, radius, 0, 2 * Math.PI)
      }
    for (const { contours, at } of pads)
      for (let place = 0; place < at.length; place += 2)
        for (const contour of contours) trace(fill, contour, true, at[place], at[place + 1])
  }
  return {
    ...{ dark, fill, texts: inOrder(texts) },
    lines: lines.map(({ width, ways }) => {
      const path = new Path2D()
      for (const way of ways) trace(path, way, false)
      return { width, path }
    }),
  }
}

function trace(path: Path2D, way: Points, closed: boolean, dx = 0, dy = 0): void {
  for (let at = 0; at < way.length; at += 2) {
    const [x, y] = [(way[at] ?? 0) + dx, (way[at + 1] ?? 0) + dy]
    if (at === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  // A way of no length is a dot of its tool.
  if (closed || way.length === 2) path.closePath()
  else if (way.length === 4 && way[0] === way[2] && way[1] === way[3])
    path.lineTo((way[0] ?? 0) + dx + 0.1, (way[1] ?? 0) + dy)
}

/** Draws a layer in one colour; what it takes away is taken from everything on the canvas. */
export function paintLayer(ctx: CanvasRenderingContext2D, layer: PreparedLayer, colour: string, scale: number): void {
  ctx.fillStyle = colour
  ctx.strokeStyle = colour
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  for (const { dark, lines, fill, texts } of layer.passes) {
    ctx.globalCompositeOperation = dark ? 'source-over' : 'destination-out'
    // The thinnest lines stay visible from afar.
    for (const { width, path } of lines) {
      ctx.lineWidth = Math.max(width, 0.8 / scale)
      ctx.stroke(path)
    }
    if (fill) ctx.fill(fill, 'nonzero')
    paintTexts(ctx, texts, scale)
  }
  ctx.globalCompositeOperation = 'source-over'
}
