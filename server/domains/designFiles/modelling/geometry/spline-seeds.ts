import type { Knots } from './spline-basis'
import type { Pair } from './surface'
import type { Vector } from './vectors'

/** A place of a surface with its parameters. */
export type Seed = Readonly<{ at: Pair; place: Vector }>

const mostSeeds = 4_096

/** A net of places all over a spline surface, from which a nearest one is looked for: several in each of its pieces. */
export function seedsOf(across: Knots, up: Knots, placeAt: (u: number, v: number) => Vector): Seed[] {
  const stopsOf = (knots: Knots): number[] => {
    const stops = [knots.range[0], ...knots.between(...knots.range), knots.range[1]]
    const steps = knots.degree === 1 ? 2 : 4
    return stops.flatMap((stop, index) => {
      const to = stops[index + 1]
      return to === undefined ? [stop] : Array.from({ length: steps }, (_, step) => stop + ((to - stop) * step) / steps)
    })
  }
  const thinned = (stops: readonly number[], most: number): number[] => {
    const every = Math.ceil(stops.length / most)
    return stops.filter((_, index) => index % every === 0 || index === stops.length - 1)
  }
  const [us, vs] = [stopsOf(across), stopsOf(up)]
  const few = Math.min(us.length, vs.length, Math.floor(Math.sqrt(mostSeeds)))
  const [a, b] = us.length <= vs.length ? [few, mostSeeds / few] : [mostSeeds / few, few]
  const rows = thinned(vs, b)
  return thinned(us, a).flatMap((u) => rows.map((v) => ({ at: [u, v] as const, place: placeAt(u, v) })))
}
