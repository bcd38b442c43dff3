import type { Fineness } from '../geometry/curve'
import type { Pair, Surface } from '../geometry/surface'
import { distance, middle } from '../geometry/vectors'
import type { BodyMesh } from './body-mesh'
import type { Corner } from './ring'

/** Places at which a closed surface is tried to be cut open. */
export const cuts = 16

/** A surface that is cut open, and the body that gets the vertices along the cut. */
export type Cut = Readonly<{ surface: Surface; mesh: BodyMesh; fineness: Fineness }>

/** A straight way in the parameters with as many corners as its surface bends; both ends left out. */
export function straight({ surface, mesh, fineness }: Cut, from: Pair, to: Pair, depth = 0): Corner[] {
  const at: Pair = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const [p, m, q] = [surface.at(...from), surface.at(...at), surface.at(...to)]
  const off = distance(m, middle(p, q))
  const isBent = off > fineness.chord || off > 0.05 * distance(p, q)
  if (depth > 9 || off < fineness.chord / 50 || (depth > 1 && !isBent)) return []
  const before = straight({ surface, mesh, fineness }, from, at, depth + 1)
  const corner = { at, vertex: mesh.add(m) }
  return [...before, corner, ...straight({ surface, mesh, fineness }, at, to, depth + 1)]
}
