import { distance, middle } from '../geometry/vectors'
import type { Direction, Pair, Surface } from '../geometry/surface'
import { spanOf, type Ring } from './ring'
import { gridSize } from './triangles'

/** A face that is longer than so many times its width is taken to be shorter: no corner may be lost in the grid. */
const mostStretched = 4_096
/** How much longer triangles are made along a direction in which the surface is straight. */
const mostDrawnOut = 8

/** How far a step of a parameter goes about a place, and how much the surface bends on the way (one over its radius). */
function bend(surface: Surface, [u, v]: Pair, direction: Direction, step: number): readonly [number, number] {
  const at = (by: number) => (direction === 0 ? surface.at(u + by, v) : surface.at(u, v + by))
  const [before, here, behind] = [at(-step), at(0), at(step)]
  const length = distance(before, behind)
  return [length / (2 * step), length > 0 ? (8 * distance(here, middle(before, behind))) / (length * length) : 0]
}

/**
 * The whole places a face is triangulated on: lengths there are about those in space, and shorter where the surface is
 * straight, so that triangles are long along a cylinder and short around it.
 */
export class FaceGrid {
  /** Steps of the parameters that are small beside the face. */
  readonly small: Pair
  private readonly from: Pair
  private readonly steps: Pair

  constructor(surface: Surface, rings: readonly Ring[]) {
    const spans = ([0, 1] as const).map((direction) => {
      const all = rings.map((ring) => spanOf(ring, direction))
      const least = all.reduce((low, [each]) => Math.min(low, each), Infinity)
      return [least, all.reduce((high, [, each]) => Math.max(high, each), -Infinity)] as const
    })
    const [[u0, u1] = [0, 1], [v0, v1] = [0, 1]] = spans
    const [width, height] = [u1 - u0 || 1, v1 - v0 || 1]
    const at = [0.15, 0.5, 0.85].flatMap((a) => [0.2, 0.5, 0.8].map((b): Pair => [u0 + a * width, v0 + b * height]))
    const mean = (direction: Direction, step: number) => {
      const all = at.map((pair) => bend(surface, pair, direction, step))
      return ([0, 1] as const).map((which) => all.reduce((sum, each) => sum + each[which], 0) / all.length)
    }
    const [across = 0, bentAcross = 0] = mean(0, width * 0.02)
    const [up = 0, bentUp = 0] = mean(1, height * 0.02)
    const straighter = Math.sqrt((bentAcross + 1e-12) / (bentUp + 1e-12))
    const drawn = surface.isFlat ? 1 : Math.sqrt(Math.max(1 / mostDrawnOut, Math.min(mostDrawnOut, straighter)))
    const lengthOf = (length: number) => (length > 0 && Number.isFinite(length) ? length : 1)
    const [a, b] = [lengthOf(width * across) * drawn, lengthOf(height * up) / drawn]
    const cells = (length: number) => Math.max(length / Math.max(a, b), 1 / mostStretched) * gridSize
    this.small = [width * 1e-4, height * 1e-4]
    this.from = [u0, v0]
    this.steps = [cells(a) / width, cells(b) / height]
  }

  placeOf([u, v]: Pair): Pair {
    return [Math.round((u - this.from[0]) * this.steps[0]), Math.round((v - this.from[1]) * this.steps[1])]
  }

  pairAt(x: number, y: number): Pair {
    return [this.from[0] + x / this.steps[0], this.from[1] + y / this.steps[1]]
  }
}
