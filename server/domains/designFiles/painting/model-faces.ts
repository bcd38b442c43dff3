import type { Model, ModelBody, ModelPlacement } from '../modelling/model'
import { coloursOfFaces, sums } from '../modelling/unpacked-body'
import type { Body } from './body'

/** Of faces without a colour of their own. */
const plain = 0xb9c4c9

type Faces = Readonly<{ places: Float64Array; corners: Float64Array; colours: Int32Array }>

/** Places and corners of a body, and the colour of each of its triangles; −1 where its face has none of its own. */
function facesOf(body: ModelBody): Faces {
  const { places, triangles, faces } = body
  const ofFaces = coloursOfFaces(body)
  const ofTriangles = new Int32Array(triangles.length / 3).fill(-1)
  let from = 0
  for (const [index, count] of faces.entries()) ofTriangles.fill(ofFaces[index] ?? -1, from, (from += count))
  return { places: sums(places, 3), corners: sums(triangles, 1), colours: ofTriangles }
}

/** Every triangle of a model where it stands, in micrometres. */
export function modelFaces({ bodies, placements }: Model): Body {
  const unpacked = bodies.map(facesOf)
  const standing = placements.flatMap((placement) => {
    const body = unpacked[placement.body]
    return body ? [{ placement, body }] : []
  })
  const whole = standing.reduce((sum, { body }) => sum + body.colours.length, 0)
  const [corners, colours] = [new Float32Array(whole * 9), new Uint8Array(whole * 3)]
  let at = 0
  for (const { placement, body } of standing) {
    place(body, placement, corners.subarray(at * 9))
    for (const own of body.colours) {
      const colour = own >= 0 ? own : placement.colour >= 0 ? placement.colour : plain
      colours.set([raised(colour >> 16), raised((colour >> 8) & 255), raised(colour & 255)], at * 3)
      at++
    }
  }
  return { corners, colours }
}

/** Black bodies stand before a ground that is nearly black: every colour is a little lighter, as in the viewer. */
const raised = (part: number): number => part + (255 - part) * 0.13

/** Turns by columns of three, then moves. */
function place({ places, corners }: Faces, { turn, at }: ModelPlacement, onto: Float32Array): void {
  for (const [index, corner] of corners.entries()) {
    const [x = 0, y = 0, z = 0] = places.subarray(corner * 3, corner * 3 + 3)
    for (let axis = 0; axis < 3; axis++)
      onto[index * 3 + axis] =
        (turn[axis] ?? 0) * x + (turn[axis + 3] ?? 0) * y + (turn[axis + 6] ?? 0) * z + (at[axis] ?? 0)
  }
}
