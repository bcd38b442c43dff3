import type { Range } from './curve'
import type { Vector } from './vectors'

/** Parameters of a place on a surface. */
export type Pair = readonly [number, number]
export type Direction = 0 | 1

/** Where a surface closes to a point: one parameter is fixed there, and the other says nothing. */
export type Pole = Readonly<{ fixed: Direction; at: number; place: Vector }>

/** A surface by two parameters. Its outside is to the left of the first when looking along the second's right hand. */
export interface Surface {
  /** How far each parameter goes; infinite where the surface has no end. */
  readonly ranges: readonly [Range, Range]
  /** By what each parameter comes back to the same place; null where it does not. */
  readonly periods: readonly [number | null, number | null]
  readonly poles: readonly Pole[]
  /** Flat in space: no chord leaves it. */
  readonly isFlat: boolean
  /** How often something costly was worked out so far, for whoever counts. */
  readonly evaluations: number
  at(u: number, v: number): Vector
  /** The parameters of the nearest place. `near`: those of a place beside it, to look from. */
  parametersOf(place: Vector, near: Pair | null): Pair
}
