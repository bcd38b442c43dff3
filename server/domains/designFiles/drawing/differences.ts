import type { DrawingBox, DrawnLayer, Points } from './drawing'
import { cornersOf } from './text-box'

/** Micrometres between two differences that are one place to look at. */
const near = 2_000
/** Differences that are put together place by place; of more, all of it is one place. */
const most = 3_000

type Counted = { times: number; readonly box: DrawingBox }

function boxAround(points: Points, around: number): DrawingBox {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0]
    ;[left, right] = [Math.min(left, x), Math.max(right, x)]
    ;[bottom, top] = [Math.min(bottom, y), Math.max(top, y)]
  }
  return [left - around, bottom - around, right + around, top + around]
}

/** Counts what is drawn, by all that is told of it: `by` is one for what came before, and minus one for what came after. */
function count(layers: readonly DrawnLayer[], by: number, found: Map<string, Counted>): void {
  const add = (key: string, points: Points, around: number) => {
    const known = found.get(key)
    if (known) known.times += by
    else if (points.length > 0) found.set(key, { times: by, box: boxAround(points, around) })
  }
  for (const { role, passes } of layers) {
    for (const { lines, areas, texts } of passes) {
      for (const { width, ways } of lines)
        for (const way of ways) add(`${role.type} ${width} ${way.join(' ')}`, way, width / 2)
      for (const area of areas) add(`${role.type} ${area.join(' ')}`, area, 0)
      for (const text of texts) add(`${role.type} ${JSON.stringify(text)}`, cornersOf(text), 0)
    }
  }
}

const touch = (a: DrawingBox, b: DrawingBox): boolean =>
  a[0] - near <= b[2] && b[0] - near <= a[2] && a[1] - near <= b[3] && b[1] - near <= a[3]

const joined = (a: DrawingBox, b: DrawingBox): DrawingBox => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

/**
 * Where two sheets differ: boxes in micrometres around what only one of them has, those close to each other as one, from the
 * upper left on as one reads.
 */
export function differences(before: readonly DrawnLayer[], after: readonly DrawnLayer[]): DrawingBox[] {
  const found = new Map<string, Counted>()
  count(before, 1, found)
  count(after, -1, found)
  const boxes = [...found.values()].flatMap(({ times, box }) => (times === 0 ? [] : [box]))
  const places: DrawingBox[] = []
  for (const box of boxes) {
    let grown = box
    // What it touches is taken in, and what that touches then.
    for (let at = boxes.length > most ? -1 : places.findIndex((place) => touch(place, grown)); at >= 0;) {
      const [place] = places.splice(at, 1)
      if (place) grown = joined(place, grown)
      at = places.findIndex((other) => touch(other, grown))
    }
    if (boxes.length > most && places[0]) places[0] = joined(places[0], grown)
    else places.push(grown)
  }
  return places.toSorted((a, b) => b[3] - a[3] || a[0] - b[0])
}
