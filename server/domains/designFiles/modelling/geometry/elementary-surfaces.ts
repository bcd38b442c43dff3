import type { Range } from './curve'
import { localTo, placeIn, type Frame } from './frame'
import type { Pair, Pole, Surface } from './surface'
import type { Vector } from './vectors'

const whole = 2 * Math.PI
const endless: Range = [-Infinity, Infinity]
const turn: Range = [0, whole]

const angleOf = (x: number, y: number): number => {
  const angle = Math.atan2(y, x)
  return angle < 0 ? angle + whole : angle
}

export class Plane implements Surface {
  readonly ranges = [endless, endless] as const
  readonly periods = [null, null] as const
  readonly poles = []
  readonly isFlat = true
  readonly evaluations = 0

  constructor(private readonly frame: Frame) {}

  at(u: number, v: number): Vector {
    return placeIn(this.frame, u, v, 0)
  }
  parametersOf(place: Vector): Pair {
    const [x, y] = localTo(this.frame, place)
    return [x, y]
  }
}

/** A cone by its radius at the frame and how much that grows with each step along the axis; a cylinder where it does not. */
export class Cone implements Surface {
  readonly ranges = [turn, endless] as const
  readonly periods = [whole, null] as const
  readonly poles: readonly Pole[]
  readonly isFlat = false
  readonly evaluations = 0

  constructor(
    private readonly frame: Frame,
    private readonly radius: number,
    private readonly slope: number,
  ) {
    const apex = -radius / slope
    this.poles = slope === 0 ? [] : [{ fixed: 1, at: apex, place: placeIn(frame, 0, 0, apex) }]
  }

  at(u: number, v: number): Vector {
    const radius = this.radius + v * this.slope
    return placeIn(this.frame, radius * Math.cos(u), radius * Math.sin(u), v)
  }
  parametersOf(place: Vector): Pair {
    const [x, y, z] = localTo(this.frame, place)
    // Beyond the apex the radius is below zero, and the angle is that of the other side.
    const side = this.radius + z * this.slope < 0 ? -1 : 1
    return [angleOf(side * x, side * y), z]
  }
}

export class Sphere implements Surface {
  readonly ranges = [turn, [-Math.PI / 2, Math.PI / 2]] as const
  readonly periods = [whole, null] as const
  readonly poles: readonly Pole[]
  readonly isFlat = false
  readonly evaluations = 0

  constructor(
    private readonly frame: Frame,
    private readonly radius: number,
  ) {
    this.poles = [-1, 1].map((side) => ({
      ...{ fixed: 1, at: (side * Math.PI) / 2, place: placeIn(frame, 0, 0, side * radius) },
    }))
  }

  at(u: number, v: number): Vector {
    const across = this.radius * Math.cos(v)
    return placeIn(this.frame, across * Math.cos(u), across * Math.sin(u), this.radius * Math.sin(v))
  }
  parametersOf(place: Vector): Pair {
    const [x, y, z] = localTo(this.frame, place)
    return [angleOf(x, y), Math.atan2(z, Math.hypot(x, y))]
  }
}

/** A ring by the radius of its middle and that of its tube; one that is thicker than wide crosses itself on its axis. */
export class Torus implements Surface {
  readonly ranges = [turn, turn] as const
  readonly periods = [whole, whole] as const
  readonly poles: readonly Pole[]
  readonly isFlat = false
  readonly evaluations = 0

  constructor(
    private readonly frame: Frame,
    private readonly major: number,
    private readonly minor: number,
  ) {
    const crossing = major <= minor ? Math.acos(-major / minor) : null
    this.poles =
      crossing === null
        ? []
        : [crossing, whole - crossing].map((at) => ({
            ...{ fixed: 1, at, place: placeIn(frame, 0, 0, minor * Math.sin(at)) },
          }))
  }

  at(u: number, v: number): Vector {
    const across = this.major + this.minor * Math.cos(v)
    return placeIn(this.frame, across * Math.cos(u), across * Math.sin(u), this.minor * Math.sin(v))
  }
  parametersOf(place: Vector): Pair {
    const { major, minor } = this
    const [x, y, z] = localTo(this.frame, place)
    const away = Math.hypot(x, y)
    const off = (side: number) => Math.abs(Math.hypot(side * away - major, z) - minor)
    // Within a ring that crosses itself, a place is on the tube of the other side.
    const side = major < minor && off(-1) < off(1) ? -1 : 1
    return [angleOf(side * x, side * y), angleOf(side * away - major, z)]
  }
}
