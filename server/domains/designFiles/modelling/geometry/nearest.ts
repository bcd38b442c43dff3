import { Unreadable } from '../effort'
import type { Range } from './curve'

const golden = (Math.sqrt(5) - 1) / 2

/** Where between two parameters a distance is smallest, to a millionth of a millionth of their step. */
function narrowed(far: (t: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)]
  let [fa, fb] = [far(a), far(b)]
  for (let step = 0; step < 56 && high - low > 1e-14 * (1 + Math.abs(low)); step++)
    if (fa <= fb) {
      ;[high, b, fb] = [b, a, fa]
      a = high - golden * (high - low)
      fa = far(a)
    } else {
      ;[low, a, fa] = [a, b, fb]
      b = low + golden * (high - low)
      fb = far(b)
    }
  return (low + high) / 2
}

/** The parameter at which a distance is smallest, looked for between knots, `steps` times in each. */
export function nearestParameter(
  far: (t: number) => number,
  range: Range,
  knots: readonly number[],
  steps: number,
): number {
  const [first, last] = range
  if (!Number.isFinite(first) || !Number.isFinite(last)) throw new Unreadable('an endless curve')
  const stops = [first, ...knots, last]
  let [best, least] = [0, Infinity]
  const places: number[] = []
  for (let index = 0; index + 1 < stops.length; index++) {
    const [from = 0, to = 0] = [stops[index], stops[index + 1]]
    for (let step = 0; step < steps; step++) places.push(from + ((to - from) * step) / steps)
  }
  places.push(last)
  for (const [index, t] of places.entries()) {
    const here = far(t)
    if (here < least) [best, least] = [index, here]
  }
  const [from, at, to] = [places[best - 1] ?? first, places[best] ?? first, places[best + 1] ?? last]
  const found = narrowed(far, from, to)
  // An end that is met exactly is the end, not a hair beside it.
  return far(found) < least ? found : at
}
