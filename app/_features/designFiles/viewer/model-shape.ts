import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Matrix4,
  type Material,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
} from 'three'
import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js'
import type { Model, ModelBody, ModelPlacement } from '@/server/domains/designFiles/modelling/model'
import { unpackedBody, type UnpackedBody } from '@/server/domains/designFiles/modelling/unpacked-body'

/** What is turned, and its faces that could not be shown. */
export type Shape = Readonly<{ group: Group; facesLeftOut: number }>

const plain = 0xb9c4c9
const look = { roughness: 0.65, metalness: 0.05 } as const

/** A mesh as one body. Throws where the bytes are no mesh. */
export function readMesh(bytes: ArrayBuffer): Shape {
  const geometry = new STLLoader().parse(bytes)
  if (geometry.getAttribute('position').count === 0) throw new Error('an empty mesh')
  geometry.computeVertexNormals()
  return { group: grouped([new Mesh(geometry, new MeshStandardMaterial({ ...look, color: plain }))]), facesLeftOut: 0 }
}

/** The bodies of a model where they stand, with the edges between their faces. */
export function modelShape({ bodies, placements, facesLeftOut }: Model): Shape {
  // Behind its edges by a hair, so that lines on a face are not eaten by it.
  const offset = { polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 }
  const material = new MeshStandardMaterial({ ...look, ...offset, side: DoubleSide, vertexColors: true })
  const [darkLine, lightLine] = [0x263238, 0x8fa0a8].map(
    (color) => new LineBasicMaterial({ color, transparent: true, opacity: 0.75 }),
  )
  const unpacked = bodies.map(unpackedBody)
  const geometries = new Map<string, BufferGeometry>()
  const objects = placements.flatMap((placement): Object3D[] => {
    const [body, own] = [unpacked[placement.body], bodies[placement.body]]
    if (!body || !own) return []
    const shade = hasOwnColours(own) ? -1 : placement.colour
    const key = `${placement.body} ${shade}`
    const geometry = geometries.get(key) ?? geometryOf(body, placement.colour)
    geometries.set(key, geometry)
    const edges = geometries.get(`${placement.body}`) ?? linesOf(body)
    geometries.set(`${placement.body}`, edges)
    const faces = new Mesh(geometry, material)
    const lines = new LineSegments(edges, isDark(own, placement) ? lightLine : darkLine)
    return [faces, lines].map((object) => placed(object, placement))
  })
  return { group: grouped(objects), facesLeftOut }
}

/** Frees what the painter holds of a shape. A material that is kept would keep every painter it was shown by. */
export function dropShape({ group }: Shape): void {
  group.traverse((object) => {
    if (!(object instanceof Mesh || object instanceof LineSegments)) return
    const { geometry, material } = object as Mesh<BufferGeometry, Material>
    geometry.dispose()
    material.dispose()
  })
}

function grouped(objects: readonly Object3D[]): Group {
  const group = new Group()
  group.add(...objects)
  group.updateMatrixWorld(true)
  return group
}

const hasOwnColours = ({ colours }: ModelBody): boolean => colours.every(({ colour }) => colour >= 0)

/** Whether most faces are so dark that dark edges would be lost on them. */
function isDark({ colours }: ModelBody, placement: ModelPlacement): boolean {
  const [most] = colours.toSorted((a, b) => b.faces - a.faces)
  const colour = most && most.colour >= 0 ? most.colour : placement.colour
  if (colour < 0) return false
  return ((colour >> 16) & 255) * 0.3 + ((colour >> 8) & 255) * 0.6 + (colour & 255) * 0.1 < 70
}

function geometryOf({ positions, normals, triangles, colours }: UnpackedBody, colour: number): BufferGeometry {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(positions, 3))
  geometry.setAttribute('normal', new BufferAttribute(normals, 3))
  geometry.setIndex(new BufferAttribute(triangles, 1))
  const painted = new Float32Array(positions.length)
  const shades = new Map<number, Color>()
  for (const [index, own] of colours.entries()) {
    const shown = own >= 0 ? own : colour >= 0 ? colour : plain
    const shade = shades.get(shown) ?? raised(shown)
    shades.set(shown, shade)
    shade.toArray(painted, index * 3)
  }
  geometry.setAttribute('color', new BufferAttribute(painted, 3))
  return geometry
}

/** Black bodies stand before a ground that is nearly black: every colour is made a little lighter. */
const raised = (colour: number): Color =>
  new Color(colour)
    .convertLinearToSRGB()
    .lerp(new Color(1, 1, 1), 0.13)
    .convertSRGBToLinear()

function linesOf({ lines }: UnpackedBody): BufferGeometry {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(lines, 3))
  return geometry
}

function placed<T extends Object3D>(object: T, { turn, at }: ModelPlacement): T {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = turn
  const [x, y, z] = [at[0] / 1000, at[1] / 1000, at[2] / 1000]
  object.matrixAutoUpdate = false
  object.matrix = new Matrix4().set(a, d, g, x, b, e, h, y, c, f, i, z, 0, 0, 0, 1)
  return object
}
