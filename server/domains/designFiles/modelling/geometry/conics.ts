import { evenStops, partsOfArc, type Curve, type Fineness, type Range } from './curve'
import { localTo, placeIn, type Frame } from './frame'
import { along, dot, minus, type Vector } from './vectors'

const whole = 2 * Math.PI
const endless: Range = [-Infinity, Infinity]

/** A line by a place on it and what one step of the parameter is. */
export class Line implements Curve {
  readonly range = endless
  readonly period = null
  readonly price = 1
  readonly pieces = 1

  constructor(
    readonly origin: Vector,
    readonly step: Vector,
  ) {}

  at(t: number): Vector {
    return along(this.origin, this.step, t)
  }
  parameterOf(place: Vector): number {
    return dot(minus(place, this.origin), this.step) / dot(this.step, this.step)
  }
  stops(): number[] {
    return []
  }
}

/** An ellipse by its half axes; a circle where they are the same. */
export class Ellipse implements Curve {
  readonly range: Range = [0, whole]
  readonly period = whole
  readonly price = 1
  readonly pieces = 16

  constructor(
    readonly frame: Frame,
    readonly a: number,
    readonly b: number,
  ) {}

  at(t: number): Vector {
    return placeIn(this.frame, this.a * Math.cos(t), this.b * Math.sin(t), 0)
  }
  parameterOf(place: Vector): number {
    const [x, y] = localTo(this.frame, place)
    const angle = Math.atan2(y / this.b, x / this.a)
    return angle < 0 ? angle + whole : angle
  }
  stops(from: number, to: number, fineness: Fineness): number[] {
    return evenStops(from, to, partsOfArc(to - from, Math.max(this.a, this.b), fineness))
  }
}

/** A parabola by its focal length: x is its axis. */
export class Parabola implements Curve {
  readonly range = endless
  readonly period = null
  readonly price = 1
  readonly pieces = 1

  constructor(
    private readonly frame: Frame,
    private readonly focus: number,
  ) {}

  at(t: number): Vector {
    return placeIn(this.frame, this.focus * t * t, 2 * this.focus * t, 0)
  }
  parameterOf(place: Vector): number {
    return localTo(this.frame, place)[1] / (2 * this.focus)
  }
  stops(from: number, to: number): number[] {
    return evenStops(from, to, 8)
  }
}

/** The branch of a hyperbola along x, by its half axes. */
export class Hyperbola implements Curve {
  readonly range = endless
  readonly period = null
  readonly price = 1
  readonly pieces = 1

  constructor(
    private readonly frame: Frame,
    private readonly a: number,
    private readonly b: number,
  ) {}

  at(t: number): Vector {
    return placeIn(this.frame, this.a * Math.cosh(t), this.b * Math.sinh(t), 0)
  }
  parameterOf(place: Vector): number {
    return Math.asinh(localTo(this.frame, place)[1] / this.b)
  }
  stops(from: number, to: number): number[] {
    return evenStops(from, to, 8)
  }
}
