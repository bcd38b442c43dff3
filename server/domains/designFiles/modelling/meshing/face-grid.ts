import { stretch, type Pair, type Surface } from '../geometry/surface'
import { spanOf, type Ring } from './ring'
import { gridSize } from './triangles'

/** A face that is longer than so many times its width is taken to be shorter: no corner may be lost in the grid. */
const mostStretched = 4_096

/** The whole places a face is triangulated on, so that lengths are about those in space in both directions. */
export class FaceGrid {
  private readonly from: Pair
  private readonly steps: Pair

  constructor(surface: Surface, rings: readonly Ring[]) {
    const spans = ([0, 1] as const).map((direction) => {
      const all = rings.map((ring) => spanOf(ring, direction))
      return [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))] as const
    })
    const [[u0, u1] = [0, 1], [v0, v1] = [0, 1]] = spans
    const [width, height] = [u1 - u0 || 1, v1 - v0 || 1]
    const at = [0.15, 0.5, 0.85].flatMap((a) => [0.2, 0.5, 0.8].map((b): Pair => [u0 + a * width, v0 + b * height]))
    const mean = (direction: 0 | 1, step: number) =>
      at.reduce((sum, [u, v]) => sum + stretch(surface, u, v, direction, step), 0) / at.length
    const inSpace = (length: number) => (length > 0 && Number.isFinite(length) ? length : 1)
    const across = inSpace(width * mean(0, width * 1e-3))
    const up = inSpace(height * mean(1, height * 1e-3))
    const longest = Math.max(across, up)
    const cells = (length: number) => Math.max(length / longest, 1 / mostStretched) * gridSize
    this.from = [u0, v0]
    this.steps = [cells(across) / width, cells(up) / height]
  }

  placeOf([u, v]: Pair): Pair {
    return [Math.round((u - this.from[0]) * this.steps[0]), Math.round((v - this.from[1]) * this.steps[1])]
  }

  pairAt(x: number, y: number): Pair {
    return [this.from[0] + x / this.steps[0], this.from[1] + y / this.steps[1]]
  }
}
