import { cross, dot, along, minus, plus, times, unit, type Vector } from './vectors'

/** A place with three directions at right angles, each of length one. */
export type Frame = Readonly<{ origin: Vector; x: Vector; y: Vector; z: Vector }>

export const worldFrame: Frame = { origin: [0, 0, 0], x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] }

/** As `AXIS2_PLACEMENT_3D` means it: the axis as it is, and of the reference direction what is at right angles to it. */
export function frameOf(origin: Vector, axis: Vector | null, reference: Vector | null): Frame {
  const z = unit(axis ?? [0, 0, 1]) ?? [0, 0, 1]
  const square = (direction: Vector) => unit(along(direction, z, -dot(direction, z)))
  const x = square(reference ?? [1, 0, 0]) ?? square([1, 0, 0]) ?? square([0, 1, 0]) ?? [1, 0, 0]
  return { origin, x, y: cross(z, x), z }
}

/** A place of the frame, in the world. */
export const placeIn = ({ origin, x, y, z }: Frame, a: number, b: number, c: number): Vector => [
  origin[0] + a * x[0] + b * y[0] + c * z[0],
  origin[1] + a * x[1] + b * y[1] + c * z[1],
  origin[2] + a * x[2] + b * y[2] + c * z[2],
]

/** A place of the world, in the frame. */
export function localTo({ origin, x, y, z }: Frame, place: Vector): Vector {
  const away = minus(place, origin)
  return [dot(away, x), dot(away, y), dot(away, z)]
}

/** Turned, scaled and moved: what x, y and z become, and where the origin goes. */
export type Transform = Readonly<{ x: Vector; y: Vector; z: Vector; origin: Vector }>

export const identity: Transform = worldFrame

export const direct = ({ x, y, z }: Transform, a: Vector): Vector => [
  a[0] * x[0] + a[1] * y[0] + a[2] * z[0],
  a[0] * x[1] + a[1] * y[1] + a[2] * z[1],
  a[0] * x[2] + a[1] * y[2] + a[2] * z[2],
]
export const moved = (transform: Transform, place: Vector): Vector => plus(direct(transform, place), transform.origin)

/** First `inner`, then `outer`. */
export const after = (outer: Transform, inner: Transform): Transform => ({
  x: direct(outer, inner.x),
  y: direct(outer, inner.y),
  z: direct(outer, inner.z),
  origin: moved(outer, inner.origin),
})

/** What takes a frame to where the world is. */
export function backFrom(frame: Frame): Transform {
  const { x, y, z } = frame
  const turned: Transform = {
    ...{ x: [x[0], y[0], z[0]], y: [x[1], y[1], z[1]], z: [x[2], y[2], z[2]], origin: [0, 0, 0] },
  }
  return { ...turned, origin: times(direct(turned, frame.origin), -1) }
}
