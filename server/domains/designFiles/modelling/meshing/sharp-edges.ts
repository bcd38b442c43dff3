import { cross, dot, minus, unit, type Vector } from '../geometry/vectors'
import type { BodyMesh } from './body-mesh'

/** Faces that meet at less (cosine of 12°) flow into each other: rounds into walls, facets of what is round. */
const flows = Math.cos((12 * Math.PI) / 180)

/** Of edges of vertices those at which a body is seen to bend, or ends. */
export function sharpEdges(mesh: BodyMesh, edges: readonly number[][]): number[][] {
  const { places, triangles } = mesh
  const keyOf = (a: number, b: number) => Math.min(a, b) * places.length + Math.max(a, b)
  const beside = new Map<number, (Vector | null)[]>()
  for (const edge of edges)
    for (const [at, vertex] of edge.entries()) if (at > 0) beside.set(keyOf(edge[at - 1] ?? 0, vertex), [])
  for (let at = 0; at < triangles.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [triangles[at], triangles[at + 1], triangles[at + 2]]
    for (const key of [keyOf(a, b), keyOf(b, c), keyOf(c, a)]) beside.get(key)?.push(normalOf(places, a, b, c))
  }
  const isSharp = (a: number, b: number): boolean => {
    const [first, second, ...others] = beside.get(keyOf(a, b)) ?? []
    if (!first || !second || others.length > 0) return true
    return dot(first, second) < flows
  }
  return edges.filter((edge) => edge.some((vertex, at) => at > 0 && isSharp(edge[at - 1] ?? 0, vertex)))
}

function normalOf(places: readonly Vector[], a: number, b: number, c: number): Vector | null {
  const [p, q, r] = [places[a], places[b], places[c]]
  return p && q && r ? unit(cross(minus(q, p), minus(r, p))) : null
}
