import type { Vector } from './vectors'

export type Range = readonly [number, number]

/** How closely shapes are followed, in the unit of the file. */
export type Fineness = Readonly<{
  /** Farthest a chord may lie from its curve. */
  chord: number
  /** Largest angle that is bridged by one chord, in radians, however small the curve is. */
  angle: number
}>

/** A way through space by a parameter. */
export interface Curve {
  /** Infinite at either end where the curve is. */
  readonly range: Range
  /** By what the parameter may go on over its end; null where the curve is open. */
  readonly period: number | null
  /** Steps that one place takes, at least one. */
  readonly price: number
  /** Pieces it has at most, within each of which it is looked at a few times. */
  readonly pieces: number
  at(t: number): Vector
  /** The parameter of the place that is nearest. */
  parameterOf(place: Vector): number
  /** Parameters strictly between two, `from` below `to`, at which a chord should end: steps of an arc, knots. */
  stops(from: number, to: number, fineness: Fineness): number[]
}

/** Steps that finding the parameter of a place takes at most. */
export const priceOfSearch = ({ price, pieces }: Curve): number => price * (pieces * 16 + 60)

/** Parts an arc of so many radians is bridged by. */
export function partsOfArc(sweep: number, radius: number, { chord, angle }: Fineness): number {
  const step = radius > 2 * chord ? Math.min(angle, 2 * Math.acos(1 - chord / radius)) : Math.PI / 4
  return Math.max(1, Math.min(720, Math.ceil(Math.abs(sweep) / step - 1e-6)))
}

/** Parameters that a curve has, at most two turns beyond its ends where it goes on there: nobody counts farther. */
export function heldWithin({ range: [first, last], period }: Curve, from: number, to: number): Range {
  const beyond = period === null ? 0 : 2 * period
  const held = (t: number) => Math.min(last + beyond, Math.max(first - beyond, t))
  return [held(from), held(to)]
}

export const evenStops = (from: number, to: number, parts: number): number[] =>
  Array.from({ length: parts - 1 }, (_, index) => from + ((to - from) * (index + 1)) / parts)
