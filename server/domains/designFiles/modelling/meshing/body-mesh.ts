import type { Vector } from '../geometry/vectors'
import { TooMuchModel } from '../effort'

/** Triangles of one model, repeated bodies counted each time: what a browser turns smoothly on a phone. */
export const mostTriangles = 3_000_000

/** The triangles of one body, in the unit of its file, face after face. */
export class BodyMesh {
  readonly places: Vector[] = []
  readonly triangles: number[] = []
  /** Triangles of each face that is shown, and the colour of the face as 0xRRGGBB. */
  readonly faces: { triangles: number; colour: number | null }[] = []
  /** Vertices along the edges at which the body is seen to bend. */
  readonly edges: number[][] = []
  /** Faces that could not be shown. */
  leftOut = 0

  add(place: Vector): number {
    this.places.push(place)
    return this.places.length - 1
  }

  /** A triangle whose outside is where it runs counter-clockwise; one that is a line is not taken. */
  triangle(a: number, b: number, c: number): void {
    if (a === b || b === c || c === a) return
    this.triangles.push(a, b, c)
    if (this.triangles.length > mostTriangles * 3) throw new TooMuchModel('more triangles than are shown')
  }

  /** Six times the volume that the triangles lie about. */
  volume(): number {
    const { places, triangles } = this
    const [ox, oy, oz] = places[0] ?? [0, 0, 0]
    let sum = 0
    for (let at = 0; at < triangles.length; at += 3) {
      const [a, b, c] = [places[triangles[at] ?? 0], places[triangles[at + 1] ?? 0], places[triangles[at + 2] ?? 0]]
      if (!a || !b || !c) continue
      const [ax, ay, az, bx, by, bz] = [a[0] - ox, a[1] - oy, a[2] - oz, b[0] - ox, b[1] - oy, b[2] - oz]
      sum += (ay * bz - az * by) * (c[0] - ox) + (az * bx - ax * bz) * (c[1] - oy) + (ax * by - ay * bx) * (c[2] - oz)
    }
    return sum
  }

  /** Outside in. */
  turnOver(): void {
    const { triangles } = this
    for (let at = 0; at < triangles.length; at += 3) {
      const [b = 0, c = 0] = [triangles[at + 1], triangles[at + 2]]
      triangles[at + 1] = c
      triangles[at + 2] = b
    }
  }
}
