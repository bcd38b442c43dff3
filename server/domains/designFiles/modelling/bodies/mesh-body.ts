import { Unreadable } from '../effort'
import type { Instance } from '../exchange/exchange-file'
import { listAt, referenceAt, references, senseAt } from '../exchange/values'
import type { Fineness } from '../geometry/curve'
import { extentOf, type Reading } from '../geometry/read-curve'
import { pointOf } from '../geometry/read-places'
import { surfaceOf } from '../geometry/read-surface'
import { isFinitePlace, type Vector } from '../geometry/vectors'
import { BodyMesh } from '../meshing/body-mesh'
import { domainOf } from '../meshing/domain'
import { meshFace } from '../meshing/mesh-face'
import { sharpEdges } from '../meshing/sharp-edges'
import { traced, weightOfEvaluation, type LoopVertex } from '../meshing/trace'
import { edgePlaces, Edges, edgeValues, runsOf } from './edges'
import { planeThrough } from './flat-face'
import { shellsOf, type Shell } from './shells'

/** How far a chord may lie off, as a part of the longest side of its body; and the angle it bridges. */
const chordPart = 0.0005
const angle = Math.PI / 10
const coarse: Fineness = { chord: Infinity, angle: Math.PI / 2 }

/** The triangles of a body. Faces that cannot be shown are counted. Throws `Unreadable` where it is no body. */
export function meshBody(reading: Reading, bodyId: number, colourOf: (id: number) => number | null): BodyMesh {
  const shells = shellsOf(reading.file, bodyId)
  const size = sizeOf(reading, shells)
  const body = new MeshedBody(reading, size)
  const own = colourOf(bodyId)
  for (const shell of shells) {
    const colour = colourOf(shell.id) ?? own
    for (const face of shell.faces) body.take(face, shell.turned, (id) => colourOf(id) ?? colour)
  }
  return body.finished(!reading.file.get(bodyId).is('SHELL_BASED_SURFACE_MODEL'))
}

class MeshedBody {
  private readonly mesh = new BodyMesh()
  private readonly edges: Edges
  private readonly fineness: Fineness
  private readonly shown = new Set<number>()

  constructor(
    private readonly reading: Reading,
    private readonly size: number,
  ) {
    this.fineness = { chord: size * chordPart, angle }
    this.edges = new Edges(reading, this.mesh, this.fineness)
  }

  take(id: number, turned: boolean, colourOf: (id: number) => number | null): void {
    const { mesh } = this
    const [places, triangles] = [mesh.places.length, mesh.triangles.length]
    try {
      this.face(id, turned)
      for (let at = places; at < mesh.places.length; at++)
        if (!isFinitePlace(mesh.places[at] ?? [NaN, 0, 0])) throw new Unreadable('a place nowhere')
      this.shown.add(id)
      mesh.faces.push({ triangles: (mesh.triangles.length - triangles) / 3, colour: colourOf(id) })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      mesh.triangles.length = triangles
      mesh.leftOut++
    }
  }

  finished(isSolid: boolean): BodyMesh {
    const { mesh } = this
    // Some programs write their bodies inside out; of an open surface nobody can say.
    if (isSolid && mesh.volume() < 0) mesh.turnOver()
    const edges = this.edges.drawn((face) => this.shown.has(face))
    for (const edge of sharpEdges(mesh, edges)) mesh.edges.push(edge)
    return mesh
  }

  private face(id: number, turned: boolean): void {
    const { reading, mesh } = this
    const { effort } = reading
    const face = reading.file.get(id)
    if (face.is('ORIENTED_FACE')) {
      const values = face.own
      return this.face(referenceAt(values, 2), turned !== !senseAt(values, 3))
    }
    const values = face.own
    const loops = references(listAt(values, 1)).flatMap((bound) => {
      const loop = this.loop(bound, id)
      return loop.length === 0 ? [] : [loop]
    })
    const { surface, flipped } =
      values.length > 2
        ? surfaceOf(reading, referenceAt(values, 2), this.size)
        : { surface: planeThrough(loops.map((loop) => loop.map(({ place }) => place))), flipped: false }
    effort.take(surface.evaluations * weightOfEvaluation)
    const same = (values.length > 3 ? senseAt(values, 3) : true) !== flipped
    const close = Math.max(this.size, 1e-9) * 1e-6
    const ways = loops.map((loop) => traced(surface, loop, same, close, effort))
    const rings = domainOf({ surface, mesh, fineness: this.fineness }, ways, same, effort)
    meshFace({ surface, rings, outward: same !== turned }, mesh, this.fineness, effort)
  }

  /** The vertices of a bound, in its sense; none where it is a lone vertex. */
  private loop(bound: number, face: number): LoopVertex[] {
    const { reading, mesh } = this
    const values = reading.file.get(bound).own
    const loop = reading.file.get(referenceAt(values, 1))
    const vertices = this.verticesOf(loop, face)
    const way = senseAt(values, 2) ? vertices : vertices.toReversed()
    return way.map((vertex) => ({ vertex, place: mesh.places[vertex] ?? [0, 0, 0] }))
  }

  private verticesOf(loop: Instance, face: number): number[] {
    if (loop.is('VERTEX_LOOP')) return []
    if (loop.is('POLY_LOOP')) return this.corners(references(listAt(loop.values('POLY_LOOP'), 1)))
    return this.edges.around(runsOf(this.reading, loop.values('EDGE_LOOP')), face)
  }

  private readonly points = new Map<number, number>()
  private corners(ids: readonly number[]): number[] {
    return ids.map((id) => {
      const known = this.points.get(id)
      if (known !== undefined) return known
      const made = this.mesh.add(pointOf(this.reading.file, id))
      this.points.set(id, made)
      return made
    })
  }
}

/** The longest side of a body, about: of its edges, or of its surfaces where it has none. */
function sizeOf(reading: Reading, shells: readonly Shell[]): number {
  const places: Vector[] = []
  const seen = new Set<number>()
  const part = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
    }
  }
  for (const face of shells.flatMap(({ faces }) => faces))
    part(() => {
      const values = reading.file.get(face).own
      for (const bound of references(listAt(values, 1))) {
        const loop = reading.file.get(referenceAt(reading.file.get(bound).own, 1))
        if (loop.is('POLY_LOOP')) {
          for (const id of references(listAt(loop.own, 1))) places.push(pointOf(reading.file, id))
          continue
        }
        if (!loop.is('EDGE_LOOP')) continue
        for (const { edge } of runsOf(reading, loop.own)) {
          if (seen.has(edge)) continue
          seen.add(edge)
          part(() => {
            const along = edgePlaces(reading, edgeValues(reading, edge), coarse)
            reading.effort.take(along.length * 4)
            for (const place of along) if (isFinitePlace(place)) places.push(place)
          })
        }
      }
      if (places.length === 0) places.push(...cornersOf(reading, referenceAt(values, 2)))
    })
  return extentOf(places)
}

/** Places all over a closed surface. */
function cornersOf(reading: Reading, id: number): Vector[] {
  const { surface } = surfaceOf(reading, id, 1)
  const steps = [0, 0.25, 0.5, 0.75, 1]
  const [[u0, u1], [v0, v1]] = surface.ranges
  const all = steps.flatMap((a) => steps.map((b) => surface.at(u0 + a * (u1 - u0), v0 + b * (v1 - v0))))
  return all.filter(isFinitePlace)
}
