import { Unreadable } from '../effort'
import type { ExchangeFile } from '../exchange/exchange-file'
import { listAt, numberAt, Reference, referenceAt, type Value, type Values } from '../exchange/values'
import { frameOf, type Frame } from './frame'
import type { Vector } from './vectors'

const three = (values: Values): Vector => [
  numberAt(values, 0),
  values.length > 1 ? numberAt(values, 1) : 0,
  values.length > 2 ? numberAt(values, 2) : 0,
]

/** A `CARTESIAN_POINT`, in the unit of the file. Throws `Unreadable`, as all of these do. */
export function pointOf(file: ExchangeFile, id: number): Vector {
  return three(listAt(file.get(id).values('CARTESIAN_POINT'), 1))
}

export const pointsOf = (file: ExchangeFile, values: Values): Vector[] =>
  values.map((_, at) => pointOf(file, referenceAt(values, at)))

/** A `DIRECTION`, as long as it is written; null where none is given. */
export function directionOf(file: ExchangeFile, value: Value | undefined): Vector | null {
  if (!(value instanceof Reference)) return null
  return three(listAt(file.get(value.id).values('DIRECTION'), 1))
}

/** A `VECTOR`: its direction times its length. */
export function vectorOf(file: ExchangeFile, id: number): Vector {
  const values = file.get(id).values('VECTOR')
  const direction = directionOf(file, values[1])
  if (direction === null) throw new Unreadable('a vector without direction')
  const factor = numberAt(values, 2) / (Math.hypot(...direction) || 1)
  return [direction[0] * factor, direction[1] * factor, direction[2] * factor]
}

/** Any kind of axis placement, and a lone point as one that is not turned. */
export function frameAt(file: ExchangeFile, id: number): Frame {
  const instance = file.get(id)
  if (instance.is('CARTESIAN_POINT')) return frameOf(pointOf(file, id), null, null)
  if (instance.is('AXIS1_PLACEMENT')) {
    const values = instance.values('AXIS1_PLACEMENT')
    return frameOf(pointOf(file, referenceAt(values, 1)), directionOf(file, values[2]), null)
  }
  if (instance.is('AXIS2_PLACEMENT_2D')) {
    const values = instance.values('AXIS2_PLACEMENT_2D')
    return frameOf(pointOf(file, referenceAt(values, 1)), null, directionOf(file, values[2]))
  }
  const values = instance.values('AXIS2_PLACEMENT_3D')
  const origin = pointOf(file, referenceAt(values, 1))
  return frameOf(origin, directionOf(file, values[2]), directionOf(file, values[3]))
}
