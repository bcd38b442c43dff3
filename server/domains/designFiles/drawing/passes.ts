import type { DrawingBox, DrawnText, Pass } from './drawing'
import { lengthOf, type Shape } from './aperture-shape'
import { weightOfPass, type Ink, type Lettering, type Stain } from './ink'
import { cornersOf } from './text-box'

/** Coordinates further away are a mistake; a kilometre. */
const far = 1e9

type Open = {
  dark: boolean
  lines: Map<number, number[][]>
  areas: number[][]
  discs: Map<number, number[]>
  pads: Map<Shape, number[]>
  texts: DrawnText[]
}

const fresh = (dark: boolean): Open => ({
  dark,
  lines: new Map(),
  areas: [],
  discs: new Map(),
  pads: new Map(),
  texts: [],
})

/**
 * What was drawn as passes of one polarity each, in micrometres; `scale`: micrometres of one unit of the file. Throws
 * `TooMuchInk`: a shape is told again in each pass it stands in, and followed at each of its places.
 */
export function passesOf(stains: readonly (Stain | Lettering)[], scale: number, ink: Ink): Pass[] {
  const um = (value: number) => (Number.isFinite(value) ? Math.round(Math.max(-far, Math.min(far, value * scale))) : 0)
  const all = (way: readonly number[]) => way.map(um)
  const open: Open[] = []
  for (const stain of stains) {
    let pass = open.at(-1)
    if (pass?.dark !== stain.dark) {
      // Nothing can be taken away where nothing lies.
      if (!pass && !stain.dark) continue
      ink.take(weightOfPass)
      open.push((pass = fresh(stain.dark)))
    }
    if (stain.kind === 'text') {
      const { x, y, size, width } = stain.text
      pass.texts.push({ ...stain.text, x: um(x), y: um(y), size: um(size), width: um(width) })
    } else if (stain.kind === 'area') pass.areas.push(all(stain.way))
    else if (stain.kind === 'line') entry(pass.lines, um(stain.width)).push(all(stain.way))
    else if (stain.shape.kind === 'disc') entry(pass.discs, um(stain.shape.radius)).push(um(stain.x), um(stain.y))
    else {
      const length = lengthOf(stain.shape)
      if (!pass.pads.has(stain.shape)) ink.take(length)
      ink.follow(length)
      entry(pass.pads, stain.shape).push(um(stain.x), um(stain.y))
    }
  }
  return open.map(({ dark, lines, areas, discs, pads, texts }) => ({
    ...{ dark, texts },
    lines: [...lines].map(([width, ways]) => ({ width, ways })),
    areas,
    discs: [...discs].map(([radius, at]) => ({ radius, at })),
    pads: [...pads].map(([shape, at]) => ({ contours: shape.kind === 'area' ? shape.contours.map(all) : [], at })),
  }))
}

function entry<K, V>(map: Map<K, V[]>, key: K): V[] {
  const known = map.get(key)
  if (known) return known
  const made: V[] = []
  map.set(key, made)
  return made
}

function boxOfContours(contours: readonly (readonly number[])[]): DrawingBox {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const contour of contours)
    for (let at = 0; at < contour.length; at += 2) {
      const [x, y] = [contour[at] ?? 0, contour[at + 1] ?? 0]
      ;[minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)]
      ;[minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)]
    }
  return [minX, minY, maxX, maxY]
}

/** What the dark passes cover, with their widths; null where there is nothing. */
export function boxOfPasses(passes: readonly Pass[]): DrawingBox | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  const cover = (points: readonly number[], around: number) => {
    for (let at = 0; at < points.length; at += 2) {
      const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0]
      if (x - around < minX) minX = x - around
      if (y - around < minY) minY = y - around
      if (x + around > maxX) maxX = x + around
      if (y + around > maxY) maxY = y + around
    }
  }
  for (const { dark, lines, areas, discs, pads, texts } of passes) {
    if (!dark) continue
    for (const { width, ways } of lines) for (const way of ways) cover(way, width / 2)
    for (const area of areas) cover(area, 0)
    for (const { radius, at } of discs) cover(at, radius)
    for (const text of texts) cover(cornersOf(text), 0)
    for (const { contours, at } of pads) {
      const [left, bottom, right, top] = boxOfContours(contours)
      if (left > right) continue
      for (let place = 0; place < at.length; place += 2) {
        const [x, y] = [at[place] ?? 0, at[place + 1] ?? 0]
        cover([x + left, y + bottom, x + right, y + top], 0)
      }
    }
  }
  return minX > maxX ? null : [Math.round(minX), Math.round(minY), Math.round(maxX), Math.round(maxY)]
}
