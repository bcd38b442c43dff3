import { centreOf, type Arc } from '../reading/arc'

/** x, y, x, y … in the unit of the file. */
export type Way = number[]

/** Twice the area within a contour; negative where it runs clockwise. */
export function doubleArea(way: readonly number[]): number {
  let sum = 0
  let [px = 0, py = 0] = way.slice(-2)
  for (let at = 0; at < way.length; at += 2) {
    const [x = 0, y = 0] = [way[at], way[at + 1]]
    sum += px * y - x * py
    ;[px, py] = [x, y]
  }
  return sum
}

export function reversed(way: readonly number[]): Way {
  const turned: Way = []
  for (let at = way.length - 2; at >= 0; at -= 2) turned.push(way[at] ?? 0, way[at + 1] ?? 0)
  return turned
}

/** The contour in the direction of what is filled (counter-clockwise), or of a hole. */
export const directed = (way: Way, fill: boolean): Way => (doubleArea(way) > 0 === fill ? way : reversed(way))

/** How many straight pieces stand for a whole circle: about half a micrometre off in millimetres, ten in inches. */
const pieces = (radius: number): number =>
  radius <= 0 ? 24 : Math.min(240, Math.max(24, Math.ceil(Math.PI / Math.sqrt(0.001 / radius))))

/** Points of a circle about a centre, counter-clockwise. */
export function circle(x: number, y: number, radius: number): Way {
  const n = pieces(radius)
  return Array.from({ length: n }, (_, index) => {
    const angle = (2 * Math.PI * index) / n
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  }).flat()
}

/** Points on the way from one angle to another, both ends included. */
export function arcPoints(x: number, y: number, radius: number, from: number, to: number): Way {
  const n = Math.max(1, Math.ceil((pieces(radius) * Math.abs(to - from)) / (2 * Math.PI)))
  return Array.from({ length: n + 1 }, (_, index) => {
    const angle = from + ((to - from) * index) / n
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  }).flat()
}

/** The way of `G02`/`G03` as straight pieces, without its first point and with its last exactly as written. */
export function flattened(arc: Arc): Way {
  const [cx, cy] = centreOf(arc)
  const radius = Math.hypot(arc.fromX - cx, arc.fromY - cy)
  const isClosed = arc.fromX === arc.toX && arc.fromY === arc.toY
  const start = Math.atan2(arc.fromY - cy, arc.fromX - cx)
  const end = Math.atan2(arc.toY - cy, arc.toX - cx)
  const turn = 2 * Math.PI
  const span = isClosed
    ? arc.singleQuadrant
      ? 0
      : turn
    : (((arc.clockwise ? start - end : end - start) % turn) + turn) % turn
  const points = arcPoints(cx, cy, radius, start, start + (arc.clockwise ? -span : span)).slice(2, -2)
  return [...points, arc.toX, arc.toY]
}

/** The smallest convex contour around points, counter-clockwise (Andrew's monotone chain). */
export function convexHull(way: readonly number[]): Way {
  const points: [number, number][] = []
  for (let at = 0; at < way.length; at += 2) points.push([way[at] ?? 0, way[at + 1] ?? 0])
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (ordered: readonly [number, number][]) => {
    const chain: [number, number][] = []
    for (const point of ordered) {
      for (;;) {
        const [a, b] = [chain.at(-2), chain.at(-1)]
        if (!a || !b || (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) > 0) break
        chain.pop()
      }
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(points), ...half(points.toReversed())].flat()
}

export function moved(way: readonly number[], x: number, y: number): Way {
  const there: Way = []
  for (let at = 0; at < way.length; at += 2) there.push((way[at] ?? 0) + x, (way[at + 1] ?? 0) + y)
  return there
}
