import type { ExchangeFile } from '../exchange/exchange-file'
import { references } from '../exchange/values'
import { Unreadable } from '../effort'
import { after, backFrom, frameOf, identity, type Frame, type Transform } from '../geometry/frame'
import { directionOf, frameAt, pointOf } from '../geometry/read-places'
import { Reference } from '../exchange/values'
import { times } from '../geometry/vectors'

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
  const values = instance.values('CARTESIAN_TRANSFORMATION_OPERATOR_3D')
  const all = references(values)
  const origin = all.find((each) => file.find(each)?.is('CARTESIAN_POINT'))
  const [x, , z] = all.filter((each) => each !== origin).map((each) => directionOf(file, new Reference(each)))
  const factor = values.find((value) => typeof value === 'number')
  const frame = frameOf(origin === undefined ? [0, 0, 0] : pointOf(file, origin), z ?? null, x ?? null)
  const grown = typeof factor === 'number' && factor > 0 ? factor : 1
  return {
    ...{ x: times(frame.x, grown), y: times(frame.y, grown), z: times(frame.z, grown) },
    origin: times(frame.origin, scale),
  }
}
