import { Unreadable } from '../effort'
import { listAt, referenceAt, senseAt, type Values } from '../exchange/values'
import type { Curve, Fineness } from '../geometry/curve'
import { followed } from '../geometry/derived-curves'
import { curveOf, piece, soughtParameter, type Reading } from '../geometry/read-curve'
import { pointOf } from '../geometry/read-places'
import { distance, isFinitePlace, type Vector } from '../geometry/vectors'
import type { BodyMesh } from '../meshing/body-mesh'

/** Vertices along one edge. */
const mostAlong = 4_096

type Edge = { vertices: readonly number[]; faces: number[] }
/** An edge as a loop runs along it. */
export type Run = Readonly<{ edge: number; forward: boolean }>

/** The edges of one body: each is sampled once, so that the faces on either side share its vertices. */
export class Edges {
  private readonly edges = new Map<number, Edge>()
  private readonly vertices = new Map<number, number>()

  constructor(
    private readonly reading: Reading,
    private readonly mesh: BodyMesh,
    private readonly fineness: Fineness,
  ) {}

  /** Vertices along the runs of a loop. Throws `Unreadable` and `TooMuchModel`. */
  around(runs: readonly Run[], face: number): number[] {
    const times = new Map<number, number>()
    return runs.flatMap((run) => {
      const before = times.get(run.edge) ?? 0
      // There and back along a seam is all that a loop can do.
      if (before === 2) throw new Unreadable('an edge over and over')
      times.set(run.edge, before + 1)
      return this.along(run, face)
    })
  }

  /** Vertices along a run, its last one left out as it is the first of the next. */
  private along({ edge: id, forward }: Run, face: number): readonly number[] {
    const edge = this.edges.get(id) ?? this.sampled(id)
    const { vertices } = edge
    this.reading.effort.take(vertices.length)
    edge.faces.push(face)
    return forward ? vertices.slice(0, -1) : vertices.toReversed().slice(0, -1)
  }

  /** Edges to be drawn: seams of one face are not. `isShown`: whether a face is. */
  drawn(isShown: (face: number) => boolean): number[][] {
    return [...this.edges.values()].flatMap(({ vertices, faces }) => {
      const isSeam = faces.length > 1 && faces.every((face) => face === faces[0])
      return isSeam || !faces.some(isShown) ? [] : [[...vertices]]
    })
  }

  /** The vertex of a `VERTEX_POINT`. */
  vertex(id: number): number {
    const known = this.vertices.get(id)
    if (known !== undefined) return known
    const { file } = this.reading
    const place = pointOf(file, referenceAt(file.get(id).values('VERTEX_POINT'), 1))
    const made = this.mesh.add(finite(place))
    this.vertices.set(id, made)
    return made
  }

  private sampled(id: number): Edge {
    const values = edgeValues(this.reading, id)
    const [start, end] = [this.vertex(referenceAt(values, 1)), this.vertex(referenceAt(values, 2))]
    const places = edgePlaces(this.reading, values, this.fineness)
    this.reading.effort.take(places.length * 12)
    const inner = places.slice(1, -1).map((place) => this.mesh.add(finite(place)))
    const edge = { vertices: [start, ...inner, end], faces: [] }
    this.edges.set(id, edge)
    return edge
  }
}

function finite(place: Vector): Vector {
  if (!isFinitePlace(place)) throw new Unreadable('a place nowhere')
  return place
}

export const edgeValues = ({ file }: Reading, id: number): Values => file.get(id).values('EDGE_CURVE')

/** Places along an edge from its first vertex to its last. Throws `Unreadable` and `TooMuchModel`. */
export function edgePlaces(reading: Reading, values: Values, fineness: Fineness): Vector[] {
  const { curve, from, to } = edgeWay(reading, values)
  const places = followed(curve, from, to, fineness, mostAlong)
  reading.effort.take(places.length * 2 * curve.price + curve.pieces)
  return places
}

/** The curve of an edge and its parameters at both vertices. */
function edgeWay(reading: Reading, values: Values): Readonly<{ curve: Curve; from: number; to: number }> {
  const place = (at: number) =>
    pointOf(reading.file, referenceAt(reading.file.get(referenceAt(values, at)).values('VERTEX_POINT'), 1))
  const [from, to] = [place(1), place(2)]
  const curve = curveOf(reading, referenceAt(values, 3))
  const [a, b] = [soughtParameter(reading, curve, from), soughtParameter(reading, curve, to)]
  const isSame = referenceAt(values, 1) === referenceAt(values, 2) || distance(from, to) === 0
  if (curve.period === null) {
    const [first, last] = curve.range
    if (!isSame) return { curve, from: a, to: b }
    // An edge that comes back to its vertex along an open curve runs through all of it.
    if (!Number.isFinite(first) || !Number.isFinite(last)) throw new Unreadable('an edge without length')
    return { curve, from: first, to: last }
  }
  const isForward = senseAt(values, 4)
  return { curve: piece(curve, a, isSame ? a : b, isForward), from: 0, to: 1 }
}

/** The runs of a loop, without those that go to and fro along one edge. Throws `Unreadable`. */
export function runsOf({ file }: Reading, loop: Values): Run[] {
  const runs: Run[] = []
  for (const [at] of listAt(loop, 1).entries()) {
    const instance = file.get(referenceAt(listAt(loop, 1), at))
    const values = instance.own
    const run = instance.is('ORIENTED_EDGE')
      ? { edge: referenceAt(values, 3), forward: senseAt(values, 4) }
      : { edge: instance.id, forward: true }
    const last = runs.at(-1)
    if (last && isBack(last, run)) runs.pop()
    else runs.push(run)
  }
  let off = 0
  for (; off < runs.length - 1 - off; off++) {
    const [first, last] = [runs[off], runs[runs.length - 1 - off]]
    if (!first || !last || !isBack(last, first)) break
  }
  return runs.slice(off, runs.length - off)
}

const isBack = (a: Run, b: Run): boolean => a.edge === b.edge && a.forward !== b.forward
