import type { BodyMesh } from './meshing/body-mesh'
import type { ModelBody } from './model'

/** A thousand kilometres: whatever lies farther away is a fault of its file. */
const farthest = 1e12

/**
 * A body as it is sent: only the vertices that are used, rounded to micrometres. `scale`: micrometres of its unit. Null
 * where it has no triangle, or lies out of reach.
 */
export function packedBody(mesh: BodyMesh, scale: number): ModelBody | null {
  const order = new Int32Array(mesh.places.length).fill(-1)
  const places: number[] = []
  let [count, px, py, pz] = [0, 0, 0, 0]
  const placed = (vertex: number): number => {
    const known = order[vertex] ?? -1
    if (known >= 0) return known
    const [x, y, z] = mesh.places[vertex] ?? [0, 0, 0]
    const [ux, uy, uz] = [Math.round(x * scale), Math.round(y * scale), Math.round(z * scale)]
    places.push(ux - px, uy - py, uz - pz)
    ;[px, py, pz] = [ux, uy, uz]
    order[vertex] = count
    return count++
  }
  const isNear = (vertex: number): boolean =>
    (mesh.places[vertex] ?? []).every((each) => Math.abs(each * scale) < farthest)
  if (mesh.triangles.length === 0 || !mesh.triangles.every(isNear)) return null
  const triangles = differences(mesh.triangles.map(placed))
  const edges = mesh.edges.filter((edge) => edge.every(isNear)).map((edge) => differences(edge.map(placed)))
  const colours: { colour: number; faces: number }[] = []
  for (const face of mesh.faces) {
    const colour = face.colour ?? -1
    const last = colours.at(-1)
    if (last?.colour === colour) last.faces++
    else colours.push({ colour, faces: 1 })
  }
  return { places, triangles, faces: mesh.faces.map((face) => face.triangles), colours, edges }
}

function differences(values: readonly number[]): number[] {
  let before = 0
  return values.map((value) => {
    const difference = value - before
    before = value
    return difference
  })
}
