import type { Direction, Pair } from '../geometry/surface'

/** A corner of a face: where it lies in the parameters of its surface, and its vertex. */
export type Corner = Readonly<{ at: Pair; vertex: number }>
/** A closed way of corners; the last is joined to the first. */
export type Ring = readonly Corner[]

export const shifted = (ring: Ring, direction: Direction, by: number): Corner[] =>
  by === 0
    ? [...ring]
    : ring.map(({ at: [u, v], vertex }) => ({ at: direction === 0 ? [u + by, v] : [u, v + by], vertex }))

/** With its two directions exchanged. */
export const exchanged = (ring: Ring): Corner[] => ring.map(({ at: [u, v], vertex }) => ({ at: [v, u], vertex }))

/** Twice the area; above zero where the ring runs counter-clockwise. */
export function doubleAreaOf(ring: Ring): number {
  let sum = 0
  let [u, v] = ring.at(-1)?.at ?? [0, 0]
  for (const { at } of ring) {
    sum += u * at[1] - at[0] * v
    ;[u, v] = at
  }
  return sum
}

export function spanOf(ring: Ring, direction: Direction): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const { at } of ring) {
    const value = at[direction]
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

/** Whether a place lies within rings, by how often a way to the right crosses them. */
export function isWithin([u, v]: Pair, rings: readonly Ring[]): boolean {
  let isInside = false
  for (const ring of rings) {
    let [pu, pv] = ring.at(-1)?.at ?? [0, 0]
    for (const { at } of ring) {
      const [qu, qv] = at
      if (pv > v !== qv > v && u < ((qu - pu) * (v - pv)) / (qv - pv) + pu) isInside = !isInside
      ;[pu, pv] = at
    }
  }
  return isInside
}

/** Whether the way from `a` to `b` crosses a ring; meeting it at a corner of the way does not count. */
export function crosses(a: Pair, b: Pair, ring: Ring): boolean {
  const side = (p: Pair, q: Pair, r: Pair) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  let p = ring.at(-1)?.at ?? a
  for (const { at: q } of ring) {
    if (side(a, b, p) * side(a, b, q) < 0 && side(p, q, a) * side(p, q, b) < 0) return true
    p = q
  }
  return false
}
