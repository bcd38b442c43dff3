import { meshBody } from './bodies/mesh-body'
import { meshTessellated, tessellatedNames } from './bodies/tessellated'
import { Effort, TooMuchModel, Unreadable } from './effort'
import { ExchangeFile } from './exchange/exchange-file'
import { mostTriangles, type BodyMesh } from './meshing/body-mesh'
import { modelFormat, type Model, type ModelBody, type ModelPlacement } from './model'
import { packedBody } from './packed-body'
import { Colours } from './structure/colours'
import { placedBodies, type PlacedBody } from './structure/place-bodies'

/** Why a file is not shown: it holds no body that can be, or more than a browser should turn. */
export type NotModelled = 'noBodies' | 'tooMuch'

/** Numbers sent for one model, places and corners alike. */
const mostNumbers = 20_000_000
/** A thousand kilometres: whatever stands farther away is a fault of its file. */
const farthest = 1e9

/**
 * The bodies of a STEP file (ISO 10303-21; AP203, AP214, AP242), their faces cut into triangles. Never throws on what a file
 * holds; faces that cannot be shown are counted. Memory and work are bounded by `Effort`.
 */
export function modelStep(bytes: Uint8Array): Model | NotModelled {
  try {
    const effort = new Effort(bytes.length)
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return new StepModel(new ExchangeFile(buffer, effort), effort).made()
  } catch (error) {
    if (error instanceof TooMuchModel) return 'tooMuch'
    // A list longer than there can be: some number of the file is not what it says.
    if (error instanceof Unreadable || error instanceof RangeError) return 'noBodies'
    throw error
  }
}

type Made = Readonly<{ index: number; triangles: number; leftOut: number }>

class StepModel {
  private readonly bodies: ModelBody[] = []
  private readonly known = new Map<number, Made>()
  private readonly colours: Colours
  private numbers = 0

  constructor(
    private readonly file: ExchangeFile,
    private readonly effort: Effort,
  ) {
    this.colours = new Colours(file)
  }

  made(): Model | NotModelled {
    const placements: ModelPlacement[] = []
    let [triangles, facesLeftOut] = [0, 0]
    for (const placed of placedBodies(this.file, this.colours, this.effort)) {
      const body = this.known.get(placed.body) ?? this.body(placed)
      this.known.set(placed.body, body)
      facesLeftOut += body.leftOut
      if (body.index < 0) continue
      triangles += body.triangles
      if (triangles > mostTriangles) return 'tooMuch'
      const placement = placementOf(placed, body.index)
      if (placement === null) facesLeftOut++
      else placements.push(placement)
    }
    if (placements.length === 0) return 'noBodies'
    const { bodies } = this
    return { format: modelFormat, units: 'um', bodies, placements, triangles, facesLeftOut }
  }

  private body({ body, units }: PlacedBody): Made {
    const mesh = this.mesh(body, units.radian)
    if (mesh === null) return { index: -1, triangles: 0, leftOut: 1 }
    const packed = packedBody(mesh, units.millimetres * 1000)
    if (packed === null) return { index: -1, triangles: 0, leftOut: mesh.leftOut + mesh.faces.length }
    this.numbers += packed.places.length + packed.triangles.length
    if (this.numbers > mostNumbers) throw new TooMuchModel('more than is sent')
    this.bodies.push(packed)
    return { index: this.bodies.length - 1, triangles: packed.triangles.length / 3, leftOut: mesh.leftOut }
  }

  private mesh(body: number, radian: number): BodyMesh | null {
    const { file, colours, effort } = this
    try {
      const isTessellated = tessellatedNames.some((name) => file.get(body).is(name))
      return isTessellated
        ? meshTessellated(file, body, colours.of, effort)
        : meshBody({ file, radian, effort }, body, colours.of)
    } catch (error) {
      if (error instanceof Unreadable) return null
      throw error
    }
  }
}

function placementOf({ transform, colour }: PlacedBody, body: number): ModelPlacement | null {
  const part = (value: number) => Math.round(value * 1e8) / 1e8
  const um = (value: number) => Math.round(value * 1000)
  const { x, y, z, origin } = transform
  const turn = [...x, ...y, ...z].map(part)
  if (![...turn, ...origin].every((each) => Math.abs(each) < farthest)) return null
  return {
    ...{ body, colour: colour ?? -1, turn },
    at: [um(origin[0]), um(origin[1]), um(origin[2])],
  }
}
