import { heldWithin, type Curve, type Fineness, type Range } from './curve'
import { nearestParameter } from './nearest'
import { distance, middle, type Vector } from './vectors'

/** Straight from place to place; the parameter counts them. */
export class Polyline implements Curve {
  readonly range: Range
  readonly period: number | null
  readonly price = 1
  readonly pieces: number

  constructor(private readonly places: readonly [Vector, ...Vector[]]) {
    this.pieces = places.length
    this.range = [0, places.length - 1]
    const last = places.at(-1) ?? places[0]
    this.period = places.length > 2 && distance(last, places[0]) === 0 ? places.length - 1 : null
  }

  at(t: number): Vector {
    const last = this.places.length - 1
    const turned = this.period === null ? t : ((t % last) + last) % last
    const index = Math.max(0, Math.min(last - 1, Math.floor(turned)))
    const [from, to] = [this.places[index] ?? this.places[0], this.places[index + 1] ?? this.places[0]]
    const part = Math.max(0, Math.min(1, turned - index))
    return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]), from[2] + part * (to[2] - from[2])]
  }
  parameterOf(place: Vector): number {
    const knots = this.places.map((_, index) => index).slice(1, -1)
    return nearestParameter((t) => distance(this.at(t), place), this.range, knots, 2)
  }
  stops(from: number, to: number): number[] {
    const [low, high] = heldWithin(this, from, to)
    const first = Math.floor(low) + 1
    return Array.from({ length: Math.max(0, Math.ceil(high) - first) }, (_, index) => first + index)
  }
}

/** A piece of a curve, run through from 0 to 1, backwards where `to` is below `from`. */
export class TrimmedCurve implements Curve {
  readonly range: Range = [0, 1]
  readonly period: number | null
  readonly price: number
  readonly pieces: number

  constructor(
    private readonly basis: Curve,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.price = basis.price + 1
    // It may go over the end once.
    this.pieces = basis.period === null ? basis.pieces : basis.pieces * 2
    this.period = basis.period !== null && Math.abs(Math.abs(to - from) - basis.period) < 1e-9 ? 1 : null
  }

  at(t: number): Vector {
    return this.basis.at(this.from + t * (this.to - this.from))
  }
  parameterOf(place: Vector): number {
    return nearestParameter(
      (t) => distance(this.at(t), place),
      this.range,
      this.stops(0, 1, { chord: 0, angle: 0.5 }),
      4,
    )
  }
  stops(from: number, to: number, fineness: Fineness): number[] {
    const width = this.to - this.from
    const [a, b] = [this.from + from * width, this.from + to * width]
    const inner = this.basis.stops(Math.min(a, b), Math.max(a, b), {
      ...fineness,
      chord: Math.max(fineness.chord, 1e-9),
    })
    return inner.map((t) => (t - this.from) / width).toSorted((x, y) => x - y)
  }
}

/** Curves one after another; each is one step of the parameter. */
export class CompositeCurve implements Curve {
  readonly range: Range
  readonly period: number | null
  readonly price: number
  readonly pieces: number

  constructor(private readonly parts: readonly [Curve, ...Curve[]]) {
    this.price = 1 + parts.reduce((most, part) => Math.max(most, part.price), 1)
    this.pieces = parts.reduce((sum, part) => sum + part.pieces, 0)
    this.range = [0, parts.length]
    const first = parts[0].at(0)
    const last = (parts.at(-1) ?? parts[0]).at(1)
    this.period = distance(first, last) <= 1e-9 * (1 + Math.hypot(...first)) ? parts.length : null
  }

  at(t: number): Vector {
    const { length } = this.parts
    const turned = this.period === null ? t : t > length || t < 0 ? ((t % length) + length) % length : t
    const index = Math.max(0, Math.min(length - 1, Math.floor(turned)))
    return (this.parts[index] ?? this.parts[0]).at(Math.max(0, Math.min(1, turned - index)))
  }
  parameterOf(place: Vector): number {
    const knots = this.parts.map((_, index) => index).slice(1)
    return nearestParameter((t) => distance(this.at(t), place), this.range, knots, 12)
  }
  stops(from: number, to: number, fineness: Fineness): number[] {
    const found: number[] = []
    const [low, high] = heldWithin(this, from, to)
    for (let index = Math.floor(low); index < high && found.length < 100_000; index++) {
      const part = this.parts[((index % this.parts.length) + this.parts.length) % this.parts.length] ?? this.parts[0]
      if (index > low) found.push(index)
      for (const t of part.stops(Math.max(0, low - index), Math.min(1, high - index), fineness)) found.push(index + t)
    }
    return found
  }
}

/** Places along a curve from one parameter to another, in either direction, close enough to be joined by chords. */
export function followed(curve: Curve, from: number, to: number, fineness: Fineness, most: number): Vector[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  const inner = curve.stops(low, high, fineness)
  if (inner.length > most) inner.length = most
  const stops = [low, ...inner, high]
  const places: Vector[] = [curve.at(low)]
  const limit = Math.cos(fineness.angle / 2)
  const between = (a: number, p: Vector, b: number, q: Vector, depth: number): void => {
    const half = (a + b) / 2
    const m = curve.at(half)
    if (depth < 10 && places.length < most && isBent(p, m, q, fineness.chord, limit)) {
      between(a, p, half, m, depth + 1)
      between(half, m, b, q, depth + 1)
    } else places.push(q)
  }
  for (let index = 1; index < stops.length; index++) {
    const [a = low, b = high] = [stops[index - 1], stops[index]]
    between(a, places.at(-1) ?? curve.at(a), b, curve.at(b), 0)
  }
  return from <= to ? places : places.toReversed()
}

/** Whether the middle of a piece lies too far from its chord, or the piece turns too much. */
function isBent(p: Vector, m: Vector, q: Vector, chord: number, limit: number): boolean {
  const off = distance(m, middle(p, q))
  const across = distance(p, q)
  if (off > chord) return true
  // What is far smaller than a chord may be off is not made rounder.
  if (off < chord / 50 || off < across * 1e-3) return false
  const [a, b] = [distance(p, m), distance(m, q)]
  return across * across > 0 && (across * across - a * a - b * b) / (2 * a * b || 1) < limit
}
