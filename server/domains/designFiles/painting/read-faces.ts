import { detectFileKind } from '../reading/file-kind'
import { collectFindings } from '../reading/findings'
import { readBinaryStl, readTextStl } from '../reading/stl'
import { textOf } from '../reading/text'
import type { Body } from './body'

/** The faces of an STL, binary or text; null where the bytes are none. Corners that are no whole face are left out. */
export function readFaces(bytes: Uint8Array): Body | null {
  const { kind, format } = detectFileKind(bytes, 'body.stl')
  if (kind !== 'stl') return null
  const findings = collectFindings()
  const corners: number[] = []
  const keep = (x: number, y: number, z: number) => void corners.push(x, y, z)
  if (format === 'binary') readBinaryStl(bytes, findings, keep)
  else readTextStl(textOf(bytes, findings), findings, keep)
  return { corners: Float32Array.from(corners), colours: null }
}
