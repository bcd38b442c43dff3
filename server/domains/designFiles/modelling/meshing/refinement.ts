import type { Effort } from '../effort'
import type { Fineness } from '../geometry/curve'
import type { Pair, Surface } from '../geometry/surface'
import { along, cross, distance, dot, lengthOf, minus, unit, type Vector } from '../geometry/vectors'
import type { BodyMesh } from './body-mesh'
import type { BorderedTriangles } from './bordered-triangles'
import type { FaceGrid } from './face-grid'
import { weightOfEvaluation } from './trace'
import { next, previous, triangleOf } from './triangles'

/** Vertices one face gets within its border, and how often all of its edges are looked at. */
const mostInner = 60_000
const mostRounds = 40
/** Chords may lie off by this part of their length at most, however fine the model is. */
const steepest = 0.06

type Wanted = Readonly<{ from: number; to: number; off: number }>

/** Adds vertices within a face until no edge lies too far from the surface. */
export class Refinement {
  private added = 0
  private readonly good = new Set<number>()

  constructor(
    private readonly surface: Surface,
    private readonly grid: FaceGrid,
    private readonly triangles: BorderedTriangles,
    private readonly mesh: BodyMesh,
    private readonly inMesh: number[],
    private readonly fineness: Fineness,
    private readonly effort: Effort,
  ) {}

  run(): void {
    const { triangles } = this
    for (let round = 0; round < mostRounds; round++) {
      const before = this.added
      for (const { from, to } of this.wanted().toSorted((a, b) => b.off - a.off)) {
        // What was put beside it may have turned it away; its place is looked at again.
        if (this.added >= mostInner || !triangles.isEdge(from, to)) continue
        const { x, y } = triangles
        const middleOf = (axis: readonly number[]) => Math.round(((axis[from] ?? 0) + (axis[to] ?? 0)) / 2)
        this.put(middleOf(x), middleOf(y))
      }
      if (this.added === before) return this.fill()
    }
  }

  /** Edges whose middle lies too far off, within the face. */
  private wanted(): Wanted[] {
    const { triangles } = this
    const found: Wanted[] = []
    for (let corner = 0; corner < triangles.vertex.length; corner++) {
      if (triangles.inside[triangleOf(corner)] !== true || (triangles.borders[corner] ?? 0) > 0) continue
      if ((triangles.mate[corner] ?? -1) < corner) continue
      const [from, to] = [triangles.vertex[next(corner)] ?? 0, triangles.vertex[previous(corner)] ?? 0]
      const key = Math.min(from, to) * 4_194_304 + Math.max(from, to)
      if (this.good.has(key)) continue
      const off = this.offAlong(from, to)
      if (off === null) this.good.add(key)
      else found.push({ from, to, off })
    }
    return found
  }

  /** How far an edge lies off, where that is too far; an edge whose middle lies well may swing about it. */
  private offAlong(from: number, to: number): number | null {
    const [p, q] = [this.placeOf(from), this.placeOf(to)]
    const { x, y } = this.triangles
    const [ax, ay, bx, by] = [x[from] ?? 0, y[from] ?? 0, x[to] ?? 0, y[to] ?? 0]
    const steep = Math.min(this.fineness.chord, Math.max(steepest * distance(p, q), this.fineness.chord / 4))
    const offAt = (part: number) =>
      this.offAt(this.grid.pairAt(ax + (bx - ax) * part, ay + (by - ay) * part), p, q, steep)
    const { evaluations } = this.surface
    const off = Math.max(offAt(0.5), offAt(0.25))
    this.effort.take(10 + (this.surface.evaluations - evaluations) * weightOfEvaluation)
    return off > steep ? off : null
  }

  /** How far a chord passes below or above the surface at a pair; how it lies within the surface does not matter. */
  private offAt(pair: Pair, p: Vector, q: Vector, enough: number): number {
    const there = this.surface.at(...pair)
    const chord = minus(q, p)
    const square = dot(chord, chord)
    const part = square > 0 ? Math.max(0, Math.min(1, dot(minus(there, p), chord) / square)) : 0
    const away = minus(there, along(p, chord, part))
    const off = lengthOf(away)
    if (off <= enough) return off
    const normal = this.normalAt(pair, there)
    return normal === null ? off : Math.abs(dot(away, normal))
  }

  private normalAt([u, v]: Pair, there: Vector): Vector | null {
    const [du, dv] = this.grid.small
    return unit(cross(minus(this.surface.at(u + du, v), there), minus(this.surface.at(u, v + dv), there)))
  }

  /** A triangle that is all border has no edge to be split: it gets a vertex in its middle where it lies too far off. */
  private fill(): void {
    const { triangles } = this
    const { x, y, vertex } = triangles
    for (let base = 0, end = vertex.length; base < end; base += 3) {
      if (triangles.inside[base / 3] !== true) continue
      if ([0, 1, 2].some((side) => (triangles.borders[base + side] ?? 0) === 0)) continue
      const [a = 0, b = 0, c = 0] = vertex.slice(base, base + 3)
      const mean = (axis: readonly number[]) => ((axis[a] ?? 0) + (axis[b] ?? 0) + (axis[c] ?? 0)) / 3
      const [mx, my] = [mean(x), mean(y)]
      const [p, q, r] = [this.placeOf(a), this.placeOf(b), this.placeOf(c)]
      const centre: Vector = [(p[0] + q[0] + r[0]) / 3, (p[1] + q[1] + r[1]) / 3, (p[2] + q[2] + r[2]) / 3]
      const off = distance(this.surface.at(...this.grid.pairAt(mx, my)), centre)
      if (off > this.fineness.chord) this.put(Math.round(mx), Math.round(my))
    }
  }

  private put(x: number, y: number): void {
    const { triangles } = this
    const { vertex, isNew } = triangles.insert(x, y)
    if (!isNew) return
    this.added++
    const isInside = triangles.inside[triangleOf(triangles.corner[vertex] ?? 0)] === true
    this.inMesh[vertex] = isInside ? this.mesh.add(this.surface.at(...this.grid.pairAt(x, y))) : -1
  }

  private placeOf(vertex: number): Vector {
    return this.mesh.places[this.inMesh[vertex] ?? 0] ?? [0, 0, 0]
  }
}
