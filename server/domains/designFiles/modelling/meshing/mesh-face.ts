import { Unreadable, type Effort } from '../effort'
import type { Fineness } from '../geometry/curve'
import type { Surface } from '../geometry/surface'
import { distance, middle, type Vector } from '../geometry/vectors'
import type { BodyMesh } from './body-mesh'
import { BorderedTriangles } from './bordered-triangles'
import { FaceGrid } from './face-grid'
import { isWithin, type Corner, type Ring } from './ring'
import { next, previous, triangleOf } from './triangles'

/** Vertices one face gets within its border, and how often all of its edges are looked at. */
const mostInner = 60_000
const mostRounds = 14
/** Chords may lie off by this part of their length at most, however fine the model is. */
const steepest = 0.06

type Face = Readonly<{ surface: Surface; rings: readonly Ring[]; outward: boolean }>

/**
 * Triangulates a face within its rings and adds it to a body. Vertices of the rings stay as they are, so that the face
 * meets its neighbours. `outward`: the outside is where the surface runs counter-clockwise. Throws `Unreadable`.
 */
export function meshFace({ surface, rings, outward }: Face, mesh: BodyMesh, fineness: Fineness, effort: Effort): void {
  const grid = new FaceGrid(surface, rings)
  const triangles = new BorderedTriangles(effort)
  const inMesh: number[] = [-1, -1, -1]
  laid(triangles, grid, rings, inMesh)
  if (triangles.crossings === 0) triangles.mark()
  else markByPlace(triangles, grid, rings, effort)
  if (!surface.isFlat) new Refinement(surface, grid, triangles, mesh, inMesh, fineness, effort).run()
  let taken = 0
  for (let triangle = 0; triangle < triangles.count; triangle++) {
    if (triangles.inside[triangle] !== true) continue
    const [a, b, c] = [0, 1, 2].map((side) => inMesh[triangles.vertex[triangle * 3 + side] ?? 0] ?? -1)
    if (a === undefined || b === undefined || c === undefined || a < 0 || b < 0 || c < 0) continue
    mesh.triangle(a, outward ? b : c, outward ? c : b)
    taken++
  }
  if (taken === 0) throw new Unreadable('a face of nothing')
}

/** Puts the corners of the rings down and lays the borders between them. */
function laid(triangles: BorderedTriangles, grid: FaceGrid, rings: readonly Ring[], inMesh: number[]): void {
  const corners = rings.flat().map((corner) => ({ corner, place: grid.placeOf(corner.at) }))
  const vertices = new Map<Corner, number>()
  // Row by row, to and fro, so that each lies near the one before.
  const rows = Math.max(1, Math.floor(Math.sqrt(corners.length) / 2))
  const rowOf = (y: number) => Math.floor((y / 2 ** 23) * rows)
  const sorted = corners.toSorted((a, b) => {
    const [p, q] = [rowOf(a.place[1]), rowOf(b.place[1])]
    return p === q ? (a.place[0] - b.place[0]) * (p % 2 === 0 ? 1 : -1) : p - q
  })
  for (const { corner, place } of sorted) {
    const { vertex, isNew } = triangles.insert(...place)
    if (isNew) inMesh[vertex] = corner.vertex
    vertices.set(corner, vertex)
  }
  for (const ring of rings)
    for (const [index, corner] of ring.entries()) {
      const [from, to] = [vertices.get(ring.at(index - 1) ?? corner) ?? -1, vertices.get(corner) ?? -1]
      if (from >= 0 && to >= 0) triangles.border(from, to)
    }
}

/** Where borders cross each other, each triangle is asked for itself. */
function markByPlace(triangles: BorderedTriangles, grid: FaceGrid, rings: readonly Ring[], effort: Effort): void {
  const placed = rings.map((ring) => ring.map(({ at, vertex }) => ({ at: grid.placeOf(at), vertex })))
  const size = placed.reduce((sum, ring) => sum + ring.length, 0)
  for (let triangle = 0; triangle < triangles.count; triangle++) {
    effort.take(size / 4)
    let [x, y] = [0, 0]
    for (let corner = triangle * 3; corner < triangle * 3 + 3; corner++) {
      x += (triangles.x[triangles.vertex[corner] ?? 0] ?? 0) / 3
      y += (triangles.y[triangles.vertex[corner] ?? 0] ?? 0) / 3
    }
    triangles.inside[triangle] = isWithin([x, y], placed)
  }
}

/** Adds vertices within a face until no edge lies too far from the surface. */
class Refinement {
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
    for (let round = 0; round < mostRounds; round++) {
      const places = this.wanted()
      for (const [x, y] of places) if (this.added < mostInner) this.put(x, y)
      if (places.length === 0 || this.added >= mostInner) return
    }
  }

  /** Middles of edges, and of triangles that have hardly any edge of their own, that lie too far off. */
  private wanted(): [number, number][] {
    const { triangles } = this
    const found: [number, number][] = []
    for (let corner = 0; corner < triangles.vertex.length; corner++) {
      if (triangles.inside[triangleOf(corner)] !== true) continue
      const mate = triangles.mate[corner] ?? -1
      if ((triangles.borders[corner] ?? 0) > 0) {
        if (corner % 3 === 0) this.middleOf(triangleOf(corner), found)
        continue
      }
      if (mate < corner) continue
      const [a, b] = [triangles.vertex[next(corner)] ?? 0, triangles.vertex[previous(corner)] ?? 0]
      const key = Math.min(a, b) * 4_194_304 + Math.max(a, b)
      if (this.good.has(key)) continue
      const off = this.offAlong(a, b)
      if (off === null) this.good.add(key)
      else found.push(off)
    }
    return found
  }

  /** Where along an edge a vertex is wanted; null where it is close enough. */
  private offAlong(a: number, b: number): [number, number] | null {
    const [p, q] = [this.placeOf(a), this.placeOf(b)]
    const { x, y } = this.triangles
    const [ax, ay, bx, by] = [x[a] ?? 0, y[a] ?? 0, x[b] ?? 0, y[b] ?? 0]
    const across = distance(p, q)
    const at = (part: number) => this.grid.pairAt(ax + (bx - ax) * part, ay + (by - ay) * part)
    this.effort.take(20)
    const off = distance(this.surface.at(...at(0.5)), middle(p, q))
    const far = Math.max(off, this.quarterOff(p, q, at))
    if (far <= this.fineness.chord && (far <= steepest * across || far < this.fineness.chord / 4)) return null
    return [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)]
  }

  /** An edge whose middle lies well may swing about it. */
  private quarterOff(p: Vector, q: Vector, at: (part: number) => readonly [number, number]): number {
    const quarter: Vector = [p[0] + (q[0] - p[0]) / 4, p[1] + (q[1] - p[1]) / 4, p[2] + (q[2] - p[2]) / 4]
    return distance(this.surface.at(...at(0.25)), quarter)
  }

  private middleOf(triangle: number, found: [number, number][]): void {
    const { triangles } = this
    const [a = 0, b = 0, c = 0] = triangles.vertex.slice(triangle * 3, triangle * 3 + 3)
    const own = [0, 1, 2].filter((side) => (triangles.borders[triangle * 3 + side] ?? 0) === 0).length
    if (own > 1) return
    const { x, y } = triangles
    const [mx, my] = [((x[a] ?? 0) + (x[b] ?? 0) + (x[c] ?? 0)) / 3, ((y[a] ?? 0) + (y[b] ?? 0) + (y[c] ?? 0)) / 3]
    const [p, q, r] = [this.placeOf(a), this.placeOf(b), this.placeOf(c)]
    const centre: Vector = [(p[0] + q[0] + r[0]) / 3, (p[1] + q[1] + r[1]) / 3, (p[2] + q[2] + r[2]) / 3]
    const off = distance(this.surface.at(...this.grid.pairAt(mx, my)), centre)
    if (off > this.fineness.chord) found.push([Math.round(mx), Math.round(my)])
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
