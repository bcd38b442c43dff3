import { Unreadable, type Effort } from '../effort'
import type { ExchangeFile, Instance } from '../exchange/exchange-file'
import { isList, listAt, numberAt, referenceAt, references, type Values } from '../exchange/values'
import type { Vector } from '../geometry/vectors'
import { BodyMesh } from '../meshing/body-mesh'

/** Bodies of AP242 that are triangles already. */
export const tessellatedNames = [
  'TESSELLATED_SOLID',
  'TESSELLATED_SHELL',
  'TRIANGULATED_SURFACE_SET',
  'COMPLEX_TRIANGULATED_SURFACE_SET',
] as const

type Colour = (id: number) => number | null

/** The triangles of a tessellated body. Throws `Unreadable` where it is none. */
export function meshTessellated(file: ExchangeFile, id: number, colourOf: Colour, effort: Effort): BodyMesh {
  const body = file.get(id)
  const mesh = new BodyMesh()
  const isSet = body.is('TRIANGULATED_SURFACE_SET') || body.is('COMPLEX_TRIANGULATED_SURFACE_SET')
  const faces = isSet ? [id] : references(listAt(body.own, 1))
  const places = new Map<number, readonly number[]>()
  for (const face of faces) {
    const [begun, vertices] = [mesh.triangles.length, mesh.places.length]
    try {
      new TessellatedFace(file, mesh, places, effort).take(file.get(face))
      mesh.faces.push({ triangles: (mesh.triangles.length - begun) / 3, colour: colourOf(face) ?? colourOf(id) })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      mesh.triangles.length = begun
      if (places.size === 0) mesh.places.length = vertices
      mesh.leftOut++
    }
  }
  return mesh
}

class TessellatedFace {
  constructor(
    private readonly file: ExchangeFile,
    private readonly mesh: BodyMesh,
    private readonly places: Map<number, readonly number[]>,
    private readonly effort: Effort,
  ) {}

  take(face: Instance): void {
    const values = face.own
    const vertices = this.verticesOf(referenceAt(values, 1))
    // Triangles, or strips and fans, come last; before them how corners are numbered, or nothing.
    const isComplex = face.name.startsWith('COMPLEX_')
    const lists = values.length - (isComplex ? 3 : 2)
    const numbering = isList(values[lists]) ? listAt(values, lists) : []
    const vertex = (corner: number): number => {
      const at = numbering.length > 0 ? numberAt(numbering, corner - 1) : corner
      const found = vertices[at - 1]
      if (found === undefined) throw new Unreadable('a corner nowhere')
      return found
    }
    const triangle = (a: number, b: number, c: number) => this.mesh.triangle(vertex(a), vertex(b), vertex(c))
    if (!isComplex) {
      for (const corners of rows(values, lists + 1))
        triangle(numberAt(corners, 0), numberAt(corners, 1), numberAt(corners, 2))
      return
    }
    for (const strip of rows(values, lists + 1))
      for (let at = 0; at + 2 < strip.length; at++) {
        const [a, b, c] = [numberAt(strip, at), numberAt(strip, at + 1), numberAt(strip, at + 2)]
        if (at % 2 === 0) triangle(a, b, c)
        else triangle(b, a, c)
      }
    for (const fan of rows(values, lists + 2))
      for (let at = 1; at + 1 < fan.length; at++) triangle(numberAt(fan, 0), numberAt(fan, at), numberAt(fan, at + 1))
  }

  /** Vertices of a `COORDINATES_LIST`, which several faces may share. */
  private verticesOf(id: number): readonly number[] {
    const known = this.places.get(id)
    if (known) return known
    const list = listAt(this.file.get(id).values('COORDINATES_LIST'), 2)
    this.effort.take(list.length)
    const vertices = list.map((_, at) => {
      const place = listAt(list, at)
      const vector: Vector = [numberAt(place, 0), numberAt(place, 1), numberAt(place, 2)]
      return this.mesh.add(vector)
    })
    this.places.set(id, vertices)
    return vertices
  }
}

const rows = (values: Values, at: number): Values[] => listAt(values, at).filter(isList)
