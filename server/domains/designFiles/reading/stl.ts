import { toNanometre } from './box'
import type { Findings } from './findings'

/** STL has no unit: by habit millimetres, but nothing in the file says so. */
export type StlFacts = Readonly<{
  kind: 'stl'
  format: 'binary' | 'ascii'
  triangles: number
  /** Width, depth, height in units of the file; null without a triangle. */
  size: readonly [number, number, number] | null
}>

/** Told of each corner of the triangles, three and three. */
export type CornerListener = (x: number, y: number, z: number) => void

class Extent {
  private readonly min = [Infinity, Infinity, Infinity]
  private readonly max = [-Infinity, -Infinity, -Infinity]

  constructor(private readonly onCorner: CornerListener | undefined) {}

  add(x: number, y: number, z: number): void {
    this.along(0, x)
    this.along(1, y)
    this.along(2, z)
    this.onCorner?.(x, y, z)
  }

  private along(axis: 0 | 1 | 2, value: number): void {
    if (!Number.isFinite(value)) return
    if (value < (this.min[axis] ?? 0)) this.min[axis] = value
    if (value > (this.max[axis] ?? 0)) this.max[axis] = value
  }

  size(): StlFacts['size'] {
    const along = (axis: number) => toNanometre((this.max[axis] ?? 0) - (this.min[axis] ?? 0))
    const size = [along(0), along(1), along(2)] as const
    return size.every((each) => Number.isFinite(each)) ? size : null
  }
}

const triangleBytes = 50
const firstTriangle = 84

/** Reads a binary STL: the count its header claims is held against the bytes there are, and never trusted. */
export function readBinaryStl(bytes: Uint8Array, findings: Findings, onCorner?: CornerListener): StlFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const claimed = bytes.length >= firstTriangle ? view.getUint32(80, true) : 0
  const there = Math.max(0, Math.floor((bytes.length - firstTriangle) / triangleBytes))
  if (claimed !== there || claimed === 0) findings.add('stlCountMismatch', { claimed, there })
  const triangles = Math.min(claimed, there)
  const extent = new Extent(onCorner)
  for (let index = 0; index < triangles; index++) {
    const corners = firstTriangle + index * triangleBytes + 12
    for (let at = corners; at < corners + 36; at += 12)
      extent.add(view.getFloat32(at, true), view.getFloat32(at + 4, true), view.getFloat32(at + 8, true))
  }
  return { kind: 'stl', format: 'binary', triangles, size: extent.size() }
}

/** Reads a text STL: three corners make a triangle. Linear in the length of the text. */
export function readTextStl(text: string, findings: Findings, onCorner?: CornerListener): StlFacts {
  const extent = new Extent(onCorner)
  let corners = 0
  for (const [, x, y, z] of text.matchAll(
    /\bvertex[ \t]+([-+.\deE]{1,40})[ \t]+([-+.\deE]{1,40})[ \t]+([-+.\deE]{1,40})/g,
  )) {
    corners++
    extent.add(Number(x), Number(y), Number(z))
  }
  let facets = 0
  for (const _ of text.matchAll(/\bendfacet\b/g)) facets++
  const triangles = Math.floor(corners / 3)
  if (facets !== triangles || corners % 3 !== 0) findings.add('stlCountMismatch', { claimed: facets, there: triangles })
  return { kind: 'stl', format: 'ascii', triangles, size: extent.size() }
}
