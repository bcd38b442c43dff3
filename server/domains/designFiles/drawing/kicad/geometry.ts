import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import { arcPoints, moved, type Way } from '../contours'
import { turned } from '../macro-contours'

export type Point = readonly [number, number]

/** Where something lies and how it is turned, counter-clockwise. */
export type Placement = Readonly<{ x: number; y: number; degrees: number }>

export const atOrigin: Placement = { x: 0, y: 0, degrees: 0 }

/** Coordinates of KiCad go down; everything here goes up, as in its Gerber files. Null where a number is missing. */
export function pointAt(item: SymbolicItem | undefined): Point | null {
  const [x, y] = [numberAt(item, 1), numberAt(item, 2)]
  return x === null || y === null ? null : [x, 0 - y]
}

export const pointIn = (item: SymbolicItem, name: string): Point | null => pointAt(listIn(item, name))

/** `(at x y degrees)`. */
export function placementOf(item: SymbolicItem): Placement {
  const [x, y] = pointIn(item, 'at') ?? [0, 0]
  return { x, y, degrees: numberAt(listIn(item, 'at'), 3) ?? 0 }
}

export const placed = (way: readonly number[], { x, y, degrees }: Placement): Way =>
  moved(degrees === 0 ? way : turned(way, degrees), x, y)

/** An arc through three points, its ends exactly as given; straight where they lie on a line. */
export function arcThrough([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): Way {
  // Relative to the first point, so that far away nothing is lost.
  const [ux, uy, vx, vy] = [bx - ax, by - ay, cx - ax, cy - ay]
  const cross = 2 * (ux * vy - uy * vx)
  const [u, v] = [ux * ux + uy * uy, vx * vx + vy * vy]
  const [x, y] = [(vy * u - uy * v) / cross, (ux * v - vx * u) / cross]
  const radius = Math.hypot(x, y)
  if (!Number.isFinite(radius) || radius > 1e6) return [ax, ay, bx, by, cx, cy]
  const [from, over, to] = [[0, 0] as const, [ux, uy] as const, [vx, vy] as const].map(([px, py]) =>
    Math.atan2(py - y, px - x),
  )
  const turn = (angle = 0) => (((angle - (from ?? 0)) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
  const sweep = turn(over) <= turn(to) ? turn(to) : turn(to) - 2 * Math.PI
  const points = arcPoints(ax + x, ay + y, radius, from ?? 0, (from ?? 0) + sweep)
  return [ax, ay, ...points.slice(2, -2), cx, cy]
}

/** An arc about a centre from a point on, by so many degrees clockwise: how KiCad 5 writes it. */
export function arcAbout([x, y]: Point, [fromX, fromY]: Point, clockwise: number): Way {
  const from = Math.atan2(fromY - y, fromX - x)
  const sweep = (-Math.max(-360, Math.min(360, clockwise)) * Math.PI) / 180
  return [fromX, fromY, ...arcPoints(x, y, Math.hypot(fromX - x, fromY - y), from, from + sweep).slice(2)]
}

const curvePieces = 32

/** A cubic Bézier curve by its ends and handles. */
export function curve(a: Point, b: Point, c: Point, d: Point): Way {
  return Array.from({ length: curvePieces + 1 }, (_, index) => {
    const t = index / curvePieces
    const s = 1 - t
    const at = (axis: 0 | 1) =>
      s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis]
    return [at(0), at(1)]
  }).flat()
}

/** The points of `(pts (xy …) (arc …) …)`. */
export function pointsOf(pts: SymbolicItem | undefined): Way {
  const way: Way = []
  for (const each of pts?.lists ?? []) {
    if (each.name === 'xy') {
      const point = pointAt(each)
      if (point) way.push(...point)
    } else if (each.name === 'arc') {
      const [start, mid, end] = [pointIn(each, 'start'), pointIn(each, 'mid'), pointIn(each, 'end')]
      if (start && mid && end) way.push(...arcThrough(start, mid, end))
    }
  }
  return way
}
