import { boxOf, joinBoxes, pointBox, type Box } from './box'

export type Arc = Readonly<{
  fromX: number
  fromY: number
  toX: number
  toY: number
  /** From the start to the centre. In a single quadrant (`G74`) they carry no sign. */
  i: number
  j: number
  clockwise: boolean
  singleQuadrant: boolean
}>

/** Does the way from one angle to another, counter-clockwise, pass a third? */
const passes = (from: number, to: number, angle: number): boolean => {
  const span = (a: number) => (((a - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
  return span(angle) <= span(to)
}

/**
 * The box of an arc, as `G02`/`G03` draw it (Gerber layer format, 4.7): both ends and each of the four outermost points
 * it passes. In `G75` the same start and end is a whole circle.
 */
export function arcBox(arc: Arc): Box {
  const ends = joinBoxes(pointBox(arc.fromX, arc.fromY), pointBox(arc.toX, arc.toY)) ?? pointBox(arc.toX, arc.toY)
  const [cx, cy] = centreOf(arc)
  const radius = Math.hypot(arc.fromX - cx, arc.fromY - cy)
  const isClosed = arc.fromX === arc.toX && arc.fromY === arc.toY
  if (isClosed && arc.singleQuadrant) return ends
  if (isClosed) return { minX: cx - radius, minY: cy - radius, maxX: cx + radius, maxY: cy + radius }
  const start = Math.atan2(arc.fromY - cy, arc.fromX - cx)
  const end = Math.atan2(arc.toY - cy, arc.toX - cx)
  const [from, to] = arc.clockwise ? [end, start] : [start, end]
  const outermost = [
    [0, cx + radius, cy],
    [Math.PI / 2, cx, cy + radius],
    [Math.PI, cx - radius, cy],
    [-Math.PI / 2, cx, cy - radius],
  ] as const
  const passed = outermost.filter(([angle]) => passes(from, to, angle)).map(([, x, y]) => [x, y] as const)
  return joinBoxes(ends, boxOf(passed)) ?? ends
}

/** Of the four centres a single quadrant leaves open, the one both ends are equally far from, within a quarter turn. */
export function centreOf({ fromX, fromY, toX, toY, i, j, clockwise, singleQuadrant }: Arc): readonly [number, number] {
  if (!singleQuadrant) return [fromX + i, fromY + j]
  let best: readonly [number, number] = [fromX + i, fromY + j]
  let least = Number.POSITIVE_INFINITY
  for (const [si, sj] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const) {
    const [cx, cy] = [fromX + si * Math.abs(i), fromY + sj * Math.abs(j)]
    const start = Math.atan2(fromY - cy, fromX - cx)
    const end = Math.atan2(toY - cy, toX - cx)
    const sweep = (((clockwise ? start - end : end - start) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
    if (sweep > Math.PI / 2 + 1e-3) continue
    const apart = Math.abs(Math.hypot(fromX - cx, fromY - cy) - Math.hypot(toX - cx, toY - cy))
    if (apart < least) [best, least] = [[cx, cy], apart]
  }
  return best
}
