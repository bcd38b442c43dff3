import { Unreadable, type Effort } from '../effort'
import type { Fineness } from '../geometry/curve'
import type { Surface } from '../geometry/surface'
import type { BodyMesh } from './body-mesh'
import { BorderedTriangles } from './bordered-triangles'
import { FaceGrid } from './face-grid'
import { isWithin, type Corner, type Ring } from './ring'
import { Refinement } from './refinement'

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
