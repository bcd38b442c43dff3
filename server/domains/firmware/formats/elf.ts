import { hexOf, textAt } from './bytes'
import { collectFindings, type Findings } from './findings'
import { noBuildInfo, noTarget, type Reading, readingOf, type Section } from './inspection'
import { architectureOf } from './elf-machines'
import { mergeSegments, type Segment } from './segments'

/** Fields in the byte order the file names; zeros past its end. */
function fieldsOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isLittle = bytes[5] !== 2
  return {
    half: (at: number): number => (at >= 0 && at + 2 <= bytes.length ? view.getUint16(at, isLittle) : 0),
    word: (at: number): number => (at >= 0 && at + 4 <= bytes.length ? view.getUint32(at, isLittle) : 0),
  }
}
type Fields = ReturnType<typeof fieldsOf>

const load = 1
const headerBytes = 0x34

/**
 * ELF, 32-bit executables of either byte order (rules, section 4). Segments are PT_LOAD at their physical address,
 * where a programmer writes them. Findings: FW-E041 … FW-E045, FW-E026, FW-W046.
 */
export function readElf(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const none = { ...readingOf('elf'), target: noTarget }
  const refuse = (): Reading => ({ ...none, findings: findings.list() })
  if (bytes[4] === 2) {
    findings.add('FW-E041')
    return refuse()
  }
  const fields = fieldsOf(bytes)
  if (bytes.length < headerBytes || bytes[4] !== 1 || (bytes[5] !== 1 && bytes[5] !== 2)) {
    findings.add('FW-E043')
    return refuse()
  }
  const type = fields.half(0x10)
  if (type !== 2 && type !== 3) findings.add('FW-E042')
  const segments = loadSegments(bytes, fields, findings)
  const { sections, buildId } = sectionsOf(bytes, fields, findings)
  // Symbols and source paths; a release needs neither.
  if (sections.some(({ name }) => /^\.(debug_|zdebug_|stab)|^\.symtab$/.test(name))) findings.add('FW-W046')
  const flags = fields.word(0x24)
  const arch = architectureOf(fields.half(0x12))
  return {
    ...none,
    formatVersion: `${bytes[5] === 2 ? 'big' : 'little'}-endian, flags ${flags.toString(16).padStart(8, '0')}`,
    target: { ...noTarget, arch },
    spaces: [{ name: null, segments: mergeSegments(segments, findings) }],
    entry: fields.word(0x18),
    buildInfo: { ...noBuildInfo, buildId },
    sections,
    findings: findings.list(),
  }
}

function loadSegments(bytes: Uint8Array, fields: Fields, findings: Findings): Segment[] {
  const offset = fields.word(0x1c)
  const size = fields.half(0x2a)
  const count = fields.half(0x2c)
  if (count === 0) {
    findings.add('FW-E045')
    return []
  }
  if (size < 0x20 || offset + size * count > bytes.length) {
    findings.add('FW-E043')
    return []
  }
  const segments: Segment[] = []
  for (let i = 0; i < count; i++) {
    const at = offset + i * size
    const fileSize = fields.word(at + 0x10)
    if (fields.word(at) !== load || fileSize === 0) continue
    const from = fields.word(at + 4)
    const addr = fields.word(at + 0x0c)
    if (from + fileSize > bytes.length) findings.add('FW-E044', { n: i })
    else segments.push({ addr, data: bytes.subarray(from, from + fileSize) })
  }
  return segments
}

const noteSection = 7
const noBits = 8
const longestName = 128

/** Named sections with their run addresses, and the GNU build id where a note carries one. A stripped file has none. */
function sectionsOf(bytes: Uint8Array, fields: Fields, findings: Findings) {
  const sections: Section[] = []
  let buildId: string | null = null
  const offset = fields.word(0x20)
  const size = fields.half(0x2e)
  const count = fields.half(0x30)
  if (offset === 0 || count === 0) return { sections, buildId }
  if (size < 0x28 || offset + size * count > bytes.length) {
    findings.add('FW-E043')
    return { sections, buildId }
  }
  const names = offset + fields.half(0x32) * size
  const nameTable = fields.word(names + 0x10)
  const nameBytes = fields.word(names + 0x14)
  for (let i = 1; i < count; i++) {
    const at = offset + i * size
    const name = textAt(bytes, nameTable + fields.word(at), Math.min(longestName, nameBytes))
    const from = fields.word(at + 0x10)
    const length = fields.word(at + 0x14)
    const type = fields.word(at + 4)
    if (type !== noBits && from + length > bytes.length) findings.add('FW-E043')
    if (name !== '') sections.push({ name, addr: fields.word(at + 0x0c), size: length })
    if (type === noteSection && name === '.note.gnu.build-id' && fields.word(from) === 4)
      buildId = hexOf(bytes.subarray(from + 16, from + 16 + Math.min(64, fields.word(from + 4)))) || null
  }
  return { sections, buildId }
}
