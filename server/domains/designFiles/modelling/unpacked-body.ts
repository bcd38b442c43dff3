import type { ModelBody } from './model'

/** A body as it is painted: a vertex for each face it lies on, as faces meet at edges. Lengths in millimetres. */
export type UnpackedBody = Readonly<{
  positions: Float32Array
  normals: Float32Array
  triangles: Uint32Array
  /** By vertex: 0xRRGGBB, −1 where its face has none of its own. */
  colours: Int32Array
  /** Two places each, along the edges between faces. */
  lines: Float32Array
}>

/** Faces that meet at less (cosine of 30°) are shaded as one. */
const smooth = 0.866
/** A face whose triangles turn by less is flat. */
const flat = 0.99995

/** Values from the differences they are sent as; `stride`: how far back the one lies that each is told from. */
export function sums(differences: readonly number[], stride: number): Float64Array {
  const values = new Float64Array(differences.length)
  for (let at = 0; at < values.length; at++)
    values[at] = (differences[at] ?? 0) + (at >= stride ? (values[at - stride] ?? 0) : 0)
  return values
}

/** The colour of each face, 0xRRGGBB; −1 where it has none of its own. */
export const coloursOfFaces = ({ colours }: ModelBody): number[] =>
  colours.flatMap(({ colour, faces }) => Array.from({ length: faces }, () => colour))

/** What a browser paints of a body. */
export function unpackedBody(body: ModelBody): UnpackedBody {
  const places = sums(body.places, 3).map((each) => each / 1000)
  const corners = sums(body.triangles, 1)
  return { ...new Shading(places, corners, body).made(), lines: linesOf(body, places) }
}

function linesOf({ edges }: ModelBody, places: Float64Array): Float32Array {
  const lines = new Float32Array(edges.reduce((sum, edge) => sum + Math.max(0, edge.length - 1) * 6, 0))
  let at = 0
  for (const edge of edges) {
    let before = -1
    for (const vertex of sums(edge, 1)) {
      if (before >= 0) {
        lines.set(places.subarray(before * 3, before * 3 + 3), at)
        lines.set(places.subarray(vertex * 3, vertex * 3 + 3), at + 3)
        at += 6
      }
      before = vertex
    }
  }
  return lines
}

/** Gives every vertex of a face its normal: that of the flat faces it meets smoothly, else the mean of all it meets so. */
class Shading {
  private readonly vertices: number[] = []
  private readonly nextAt: number[] = []
  private readonly isFlat: boolean[] = []
  private readonly colours: number[] = []
  private readonly own: number[] = []
  private readonly triangles: Uint32Array
  /** By place: its last vertex; by vertex: the one before it at the same place. */
  private readonly firstAt: Int32Array

  constructor(
    private readonly places: Float64Array,
    private readonly corners: Float64Array,
    private readonly body: ModelBody,
  ) {
    this.triangles = new Uint32Array(corners.length)
    this.firstAt = new Int32Array(places.length / 3).fill(-1)
  }

  made(): Omit<UnpackedBody, 'lines'> {
    const { body } = this
    const colours = coloursOfFaces(body)
    let from = 0
    for (const [index, count] of body.faces.entries()) {
      this.face(from * 3, (from + count) * 3, colours[index] ?? -1)
      from += count
    }
    const normals = this.smoothed()
    const positions = new Float32Array(this.vertices.length * 3)
    for (const [index, place] of this.vertices.entries())
      positions.set(this.places.subarray(place * 3, place * 3 + 3), index * 3)
    return { positions, normals, triangles: this.triangles, colours: Int32Array.from(this.colours) }
  }

  /** The vertices of one face with the sums of its triangles' normals, each weighed by its angle. */
  private face(from: number, to: number, colour: number): void {
    const { vertices, own } = this
    const begun = vertices.length
    let [fx, fy, fz, isFlat] = [0, 0, 0, true]
    for (let at = from; at < to; at += 3) {
      const ends = [0, 1, 2].map((side) => (this.corners[at + side] ?? 0) * 3)
      const normal = this.normalOf(ends)
      for (let side = 0; side < 3; side++) {
        const vertex = this.vertexOf((ends[side] ?? 0) / 3, begun, colour)
        this.triangles[at + side] = vertex
        if (normal === null) continue
        const weight = this.angleAt(ends[side] ?? 0, ends[(side + 1) % 3] ?? 0, ends[(side + 2) % 3] ?? 0)
        for (let axis = 0; axis < 3; axis++)
          own[vertex * 3 + axis] = (own[vertex * 3 + axis] ?? 0) + weight * (normal[axis] ?? 0)
      }
      if (normal === null) continue
      const [x, y, z] = normal
      if (fx === 0 && fy === 0 && fz === 0) [fx, fy, fz] = normal
      else if (x * fx + y * fy + z * fz < flat) isFlat = false
    }
    for (let vertex = begun; vertex < vertices.length; vertex++) {
      this.isFlat[vertex] = isFlat
      const length = Math.hypot(own[vertex * 3] ?? 0, own[vertex * 3 + 1] ?? 0, own[vertex * 3 + 2] ?? 0) || 1
      for (let axis = 0; axis < 3; axis++) own[vertex * 3 + axis] = (own[vertex * 3 + axis] ?? 0) / length
    }
  }

  private vertexOf(place: number, begun: number, colour: number): number {
    const last = this.firstAt[place] ?? -1
    if (last >= begun) return last
    const vertex = this.vertices.length
    this.vertices.push(place)
    this.nextAt.push(last)
    this.colours.push(colour)
    this.own.push(0, 0, 0)
    this.firstAt[place] = vertex
    return vertex
  }

  private smoothed(): Float32Array {
    const { own } = this
    const normals = new Float32Array(own.length)
    for (let vertex = 0; vertex < this.vertices.length; vertex++) {
      const base = vertex * 3
      let [x, y, z] = [own[base] ?? 0, own[base + 1] ?? 0, own[base + 2] ?? 0]
      const [ox, oy, oz] = [x, y, z]
      let other = this.isFlat[vertex] === true ? -1 : (this.firstAt[this.vertices[vertex] ?? 0] ?? -1)
      for (; other >= 0; other = this.nextAt[other] ?? -1) {
        if (other === vertex) continue
        const [ax, ay, az] = [own[other * 3] ?? 0, own[other * 3 + 1] ?? 0, own[other * 3 + 2] ?? 0]
        if (ox * ax + oy * ay + oz * az < smooth) continue
        if (this.isFlat[other] === true) {
          ;[x, y, z] = [ax, ay, az]
          break
        }
        ;[x, y, z] = [x + ax, y + ay, z + az]
      }
      const length = Math.hypot(x, y, z) || 1
      normals.set([x / length, y / length, z / length], base)
    }
    return normals
  }

  private normalOf(ends: readonly number[]): [number, number, number] | null {
    const { places } = this
    const [a = 0, b = 0, c = 0] = ends
    const away = (end: number, axis: number) => (places[end + axis] ?? 0) - (places[a + axis] ?? 0)
    const [ux, uy, uz, vx, vy, vz] = [away(b, 0), away(b, 1), away(b, 2), away(c, 0), away(c, 1), away(c, 2)]
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
    const length = Math.hypot(x, y, z)
    return length > 0 ? [x / length, y / length, z / length] : null
  }

  private angleAt(a: number, b: number, c: number): number {
    const { places } = this
    const away = (end: number, axis: number) => (places[end + axis] ?? 0) - (places[a + axis] ?? 0)
    const [ux, uy, uz, vx, vy, vz] = [away(b, 0), away(b, 1), away(b, 2), away(c, 0), away(c, 1), away(c, 2)]
    const cosine = (ux * vx + uy * vy + uz * vz) / (Math.hypot(ux, uy, uz) * Math.hypot(vx, vy, vz) || 1)
    return Math.acos(Math.max(-1, Math.min(1, cosine)))
  }
}
