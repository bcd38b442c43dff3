import { u32, u8 } from './bytes'
import { walkEspSegments } from './esp-image'
import { noTarget, type Reading, readingOf } from './inspection'
import { collectFindings, finding } from './findings'
import { mergeSegments } from './segments'

const headerBytes = 8

/** ESP8266, image version 1 (E9) or 2 (EA). Named and measured, not verified: FW-W071, and FW-E062 where it is cut. */
export function readEsp8266(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const walk = u8(bytes, 0) === 0xe9 ? walkEspSegments(bytes, headerBytes, Math.min(16, u8(bytes, 1))) : null
  const isCut = walk !== null && (!walk.isWhole || walk.segments.length === 0)
  const segments = walk && !isCut ? mergeSegments(walk.segments, findings) : [{ addr: 0, data: bytes }]
  return {
    ...readingOf('esp8266-image'),
    formatVersion: u8(bytes, 0) === 0xe9 ? '1' : '2',
    target: { ...noTarget, family: 'ESP8266', chip: 'ESP8266', arch: 'xtensa' },
    spaces: [{ name: null, segments }],
    addressed: walk !== null && !isCut,
    entry: u32(bytes, 4),
    imageBytes: bytes.length,
    findings: [
      finding('FW-W071'),
      ...(isCut ? [finding('FW-E062', { n: walk.segments.length })] : []),
      ...findings.list(),
    ],
  }
}
