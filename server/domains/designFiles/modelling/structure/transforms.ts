import type { ExchangeFile, Instance } from '../exchange/exchange-file'
import { Reference } from '../exchange/values'
import { Unreadable } from '../effort'
import { after, backFrom, frameOf, identity, type Frame, type Transform } from '../geometry/frame'
import { directionOf, frameAt, pointOf } from '../geometry/read-places'
import { dot, times } from '../geometry/vectors'

const scaled = (frame: Frame, factor: number): Frame => ({ ...frame, origin: times(frame.origin, factor) })

/**
 * What takes things about one placement to another, in millimetres; `fromScale` and `toScale` are the millimetres of the
 * unit each is written in. As it is where a placement cannot be read.
 */
export function fromTo(file: ExchangeFile, from: number, to: number, fromScale: number, toScale: number): Transform {
  try {
    return after(placementAt(file, to, toScale), backFrom(scaled(frameAt(file, from), fromScale)))
  } catch (error) {
    if (error instanceof Unreadable) return identity
    throw error
  }
}

/** The other way round. */
export function inverted(transform: Transform): Transform {
  return backFrom(transform)
}

function placementAt(file: ExchangeFile, id: number, scale: number): Transform {
  const instance = file.get(id)
  if (!instance.is('CARTESIAN_TRANSFORMATION_OPERATOR_3D')) return scaled(frameAt(file, id), scale)
  const { axes, origin, factor } = operatorOf(instance)
  const [first, second, third] = axes.map((axis) => directionOf(file, axis))
  const at = origin instanceof Reference ? pointOf(file, origin.id) : ([0, 0, 0] as const)
  const frame = frameOf(at, third ?? null, first ?? null)
  // The second axis says no more than on which side y lies: on the other one the thing is mirrored (`base_axis`).
  const y = second && dot(second, frame.y) < 0 ? times(frame.y, -1) : frame.y
  const grown = typeof factor === 'number' && factor > 0 ? factor : 1
  return {
    ...{ x: times(frame.x, grown), y: times(y, grown), z: times(frame.z, grown) },
    origin: times(frame.origin, scale),
  }
}

/** `axis1`, `axis2`, `axis3`, `local_origin` and `scale` by their places (ISO 10303-42), the last five of an operator. */
function operatorOf(instance: Instance) {
  const own = instance.values('CARTESIAN_TRANSFORMATION_OPERATOR_3D')
  const plain = 'CARTESIAN_TRANSFORMATION_OPERATOR'
  const values = instance.is(plain) ? [...instance.values(plain).slice(-4), ...own.slice(-1)] : own.slice(-5)
  const [first, second, origin, factor, third] = values
  return { axes: [first, second, third], origin, factor }
}
