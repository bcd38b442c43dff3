import { within, type Frame } from './picture'

/** Faces in any unit: x, y, z of three corners each; `colours` red, green, blue of each face where they differ. */
export type Body = Readonly<{ corners: Float32Array; colours: Uint8Array | null }>

/** Rows from the top, four bytes a pixel; what is not covered is transparent. */
export type Pixels = Readonly<Frame & { data: Uint8ClampedArray<ArrayBuffer> }>

type Triple = readonly [number, number, number]
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
const unit = (a: Triple): Triple => {
  const length = Math.hypot(...a) || 1
  return [a[0] / length, a[1] / length, a[2] / length]
}

// From the front, a little from the right and above, as the viewer begins: Z goes up.
const eye = unit([0.5, -1, 0.6])
const right = unit(cross([0, 0, 1], eye))
const up = cross(eye, right)
const lamp = unit([
  0.4 * right[0] + 0.6 * up[0] + eye[0],
  0.4 * right[1] + 0.6 * up[1] + eye[1],
  0.4 * right[2] + 0.6 * up[2] + eye[2],
])
const plain: Triple = [0xb9, 0xc4, 0xc9]

/** Pixels that are looked at in all: a body whose faces all lie over each other asks for more. */
const mostWork = 2_000_000_000

/**
 * Paints a body in parallel lines of sight, its nearest faces, each in one shade. Corners that are no numbers are left out.
 * Null where nothing can be seen, or where it would take too much work.
 */
export function paintFaces({ corners, colours }: Body, frame: Frame): Pixels | null {
  const seen = project(corners)
  const { minX, minY, maxX, maxY } = extentOf(seen, corners)
  if (!(maxX >= minX && maxY >= minY)) return null
  const span = { width: Math.max(maxX - minX, 1e-12), height: Math.max(maxY - minY, 1e-12) }
  const size = within(span, frame)
  const scale = Math.min(size.width / span.width, size.height / span.height)
  const data = new Uint8ClampedArray(size.width * size.height * 4)
  const nearest = new Float32Array(size.width * size.height).fill(Number.NEGATIVE_INFINITY)
  let [work, lit] = [0, 0]
  for (let face = 0; face + 9 <= seen.length; face += 9) {
    const at = (corner: number): Triple => [
      ((seen[face + corner * 3] ?? 0) - minX) * scale,
      (maxY - (seen[face + corner * 3 + 1] ?? 0)) * scale,
      (seen[face + corner * 3 + 2] ?? 0) * scale,
    ]
    const [a, b, c] = [at(0), at(1), at(2)]
    const shade = shadeOf(corners, face)
    if (shade === null) continue
    const area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    if (area === 0 || !Number.isFinite(area)) continue
    const fromX = Math.max(0, Math.floor(Math.min(a[0], b[0], c[0])))
    const toX = Math.min(size.width - 1, Math.ceil(Math.max(a[0], b[0], c[0])))
    const fromY = Math.max(0, Math.floor(Math.min(a[1], b[1], c[1])))
    const toY = Math.min(size.height - 1, Math.ceil(Math.max(a[1], b[1], c[1])))
    work += (toX - fromX + 1) * (toY - fromY + 1)
    if (work > mostWork) return null
    const colour = face / 3
    const [red, green, blue] = colours
      ? [colours[colour] ?? plain[0], colours[colour + 1] ?? plain[1], colours[colour + 2] ?? plain[2]]
      : plain
    for (let y = fromY; y <= toY; y++)
      for (let x = fromX; x <= toX; x++) {
        const [px, py] = [x + 0.5, y + 0.5]
        const u = ((c[1] - a[1]) * (px - a[0]) - (c[0] - a[0]) * (py - a[1])) / area
        const v = ((b[0] - a[0]) * (py - a[1]) - (b[1] - a[1]) * (px - a[0])) / area
        if (u < 0 || v < 0 || u + v > 1) continue
        const depth = a[2] + u * (b[2] - a[2]) + v * (c[2] - a[2])
        const pixel = y * size.width + x
        if (depth <= (nearest[pixel] ?? 0)) continue
        nearest[pixel] = depth
        lit++
        data[pixel * 4] = red * shade
        data[pixel * 4 + 1] = green * shade
        data[pixel * 4 + 2] = blue * shade
        data[pixel * 4 + 3] = 255
      }
  }
  return lit === 0 ? null : { ...size, data }
}

/** To the right, up and towards the eye, for each corner. */
function project(corners: Float32Array): Float64Array {
  const seen = new Float64Array(corners.length)
  for (let at = 0; at + 3 <= corners.length; at += 3) {
    const point: Triple = [corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0]
    seen[at] = dot(point, right)
    seen[at + 1] = dot(point, up)
    seen[at + 2] = dot(point, eye)
  }
  return seen
}

/** Of the faces that are shown: one without an area may lie anywhere. */
function extentOf(seen: Float64Array, corners: Float32Array) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let face = 0; face + 9 <= seen.length; face += 9) {
    if (shadeOf(corners, face) === null) continue
    for (let at = face; at < face + 9; at += 3) {
      const [x, y] = [seen[at] ?? 0, seen[at + 1] ?? 0]
      ;[minX, minY, maxX, maxY] = [Math.min(minX, x), Math.min(minY, y), Math.max(maxX, x), Math.max(maxY, y)]
    }
  }
  return { minX, minY, maxX, maxY }
}

/** From 0.3 to 1; null of a face without an area. Faces are lit from either side: files turn them as they like. */
function shadeOf(corners: Float32Array, face: number): number | null {
  const at = (corner: number): Triple => [
    corners[face + corner * 3] ?? 0,
    corners[face + corner * 3 + 1] ?? 0,
    corners[face + corner * 3 + 2] ?? 0,
  ]
  const [a, b, c] = [at(0), at(1), at(2)]
  const normal = cross([b[0] - a[0], b[1] - a[1], b[2] - a[2]], [c[0] - a[0], c[1] - a[1], c[2] - a[2]])
  const length = Math.hypot(...normal)
  return length > 0 && Number.isFinite(length) ? 0.3 + 0.7 * (Math.abs(dot(normal, lamp)) / length) : null
}
