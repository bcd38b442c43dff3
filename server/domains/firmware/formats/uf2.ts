import { digestOf, hex32, hexOf, textAt, u24, u32, u8 } from './bytes'
import { collectFindings, type Findings } from './findings'
import { noBuildInfo, noTarget, type Part, type Reading, readingOf, type Integrity, versionOf } from './inspection'
import { collectSegments, imageHashOf, type SegmentCollector } from './segments'
import { rp2Absolute, uf2Families } from './uf2-families'

export const uf2BlockBytes = 512
const magics = [0x0a324655, 0x9e5d5157, 0x0ab16f30] as const
const flag = { notMain: 0x1, container: 0x1000, family: 0x2000, md5: 0x4000, tags: 0x8000 } as const
const dataBytes = 476
const mostFamilies = 16
const ignoreTag = 0x9957e3
const tag = { version: 0x9fc7bc, description: 0x650d9d, deviceType: 0xc8a729 } as const

type Block = Readonly<{
  flags: number
  addr: number
  number: number
  total: number
  family: number | null
  data: Uint8Array
  tags: ReadonlyMap<number, Uint8Array>
  raw: Uint8Array
}>

/** Blocks of one writer: numbers 0 … total − 1, each once, with the bytes of each. */
type Sequence = { total: number; seen: Map<number, Uint8Array> }
type Family = { id: number | null; image: SegmentCollector; sequences: Sequence[] }

/**
 * UF2 (rules, section 5). Blocks are split by family and then where numbering starts again; one address space a family.
 * Findings: FW-E050 … FW-E052, FW-W054 … FW-E059.
 */
export function readUf2(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const integrity: Integrity[] = []
  const families = new Map<number | null, Family>()
  const tags = new Map<number, Uint8Array>()
  if (bytes.length % uf2BlockBytes !== 0) findings.add('FW-E051', { n: bytes.length })
  const count = Math.floor(bytes.length / uf2BlockBytes)
  for (let i = 0; i < count; i++) {
    const block = blockAt(bytes, i, findings)
    if (block === null || isErratumFiller(block)) continue
    for (const [type, value] of block.tags) if (!tags.has(type)) tags.set(type, value)
    if (block.flags & flag.notMain) continue
    if (block.flags & flag.container) {
      findings.add('FW-W055')
      continue
    }
    const family = familyOf(families, block.family, findings)
    if (family === null || !takeBlock(family, block, findings)) continue
    checkDigest(block, integrity, findings)
    family.image.add(block.addr, block.data)
  }
  for (const { id, sequences } of families.values()) {
    if (id === null) findings.add('FW-W054')
    for (const sequence of sequences) checkSequence(sequence, findings)
  }
  const spaces = [...families.values()].map(({ id, image }) => ({ name: nameOf(id), id, segments: image.merge() }))
  const chips = spaces.flatMap(({ id }) => (id === null ? [] : [uf2Families.get(id)]))
  const [first] = chips
  const text = (type: number): string => {
    const value = tags.get(type)
    return value ? textAt(value, 0, value.length) : ''
  }
  const device = tags.get(tag.deviceType)
  return {
    ...readingOf('uf2'),
    target: {
      ...noTarget,
      family:
        spaces
          .map(({ name }) => name)
          .filter((name) => name !== null)
          .join(' + ') || null,
      chip: chips.length === 1 ? (first?.chip ?? null) : null,
      arch: chips.length === 1 ? (first?.arch ?? null) : null,
      boardId: device ? hexOf(device.toReversed()) : null,
    },
    version: versionOf(text(tag.version)),
    buildInfo: { ...noBuildInfo, project: text(tag.description) || null },
    spaces: spaces.map(({ name, segments }) => ({ name: spaces.length > 1 ? (name ?? '') : null, segments })),
    parts: spaces.length > 1 ? spaces.map(({ name, segments }) => partOf(name ?? '', segments)) : [],
    integrity,
    findings: findings.list(),
  }
}

const nameOf = (id: number | null): string | null => (id === null ? null : (uf2Families.get(id)?.chip ?? hex32(id)))

function partOf(name: string, segments: ReturnType<SegmentCollector['merge']>): Part {
  const bytes = segments.reduce((sum, { data }) => sum + data.length, 0)
  const addr = segments[0]?.addr ?? null
  return { name, format: 'uf2', addr, bytes, version: null, target: name, imageHash: imageHashOf(segments) }
}

function blockAt(bytes: Uint8Array, index: number, findings: Findings): Block | null {
  const raw = bytes.subarray(index * uf2BlockBytes, (index + 1) * uf2BlockBytes)
  if (u32(raw, 0) !== magics[0] || u32(raw, 4) !== magics[1] || u32(raw, 0x1fc) !== magics[2]) {
    findings.add('FW-E050', { n: index })
    return null
  }
  const flags = u32(raw, 8)
  const size = u32(raw, 0x10)
  if (size > dataBytes - (flags & flag.md5 ? 24 : 0)) {
    findings.add('FW-E058', { n: index, size })
    return null
  }
  return {
    flags,
    addr: u32(raw, 0x0c),
    number: u32(raw, 0x14),
    total: u32(raw, 0x18),
    family: flags & flag.family ? u32(raw, 0x1c) : null,
    data: raw.subarray(0x20, 0x20 + size),
    tags: flags & flag.tags ? tagsOf(raw, size) : noTags,
    raw,
  }
}

const noTags: ReadonlyMap<number, Uint8Array> = new Map()

/** Extension tags after the payload: u8 size with its own four bytes, u24 type, padded to four. */
function tagsOf(raw: Uint8Array, size: number): ReadonlyMap<number, Uint8Array> {
  const tags = new Map<number, Uint8Array>()
  let at = 0x20 + Math.ceil(size / 4) * 4
  while (at + 4 <= 0x20 + dataBytes) {
    const length = u8(raw, at)
    if (length < 4 || length === 0xff) break
    tags.set(u24(raw, at + 1), raw.subarray(at + 4, Math.min(at + length, 0x20 + dataBytes)))
    at += Math.ceil(length / 4) * 4
  }
  return tags
}

/** The block that RP2350 files begin with for erratum E10: written nowhere, and no part of any sequence. */
const isErratumFiller = ({ family, number, total, data, raw }: Block): boolean =>
  family === rp2Absolute &&
  number === 0 &&
  total === 2 &&
  data.length === 256 &&
  data.every((byte) => byte === 0xef) &&
  u24(raw, 0x121) === ignoreTag

function familyOf(families: Map<number | null, Family>, id: number | null, findings: Findings): Family | null {
  const known = families.get(id)
  if (known || families.size >= mostFamilies) return known ?? null
  const family = { id, image: collectSegments(findings), sequences: [] }
  families.set(id, family)
  return family
}

/** Puts the block in its sequence. False for one that repeats another. */
function takeBlock(family: Family, block: Block, findings: Findings): boolean {
  let sequence = family.sequences.at(-1)
  if (!sequence || (block.number === 0 && sequence.seen.has(0))) {
    sequence = { total: block.total, seen: new Map() }
    family.sequences.push(sequence)
  }
  if (sequence.total !== block.total) findings.add('FW-E057', { n: block.number, a: sequence.total, b: block.total })
  const twin = sequence.seen.get(block.number)
  if (!twin) {
    sequence.seen.set(block.number, block.raw)
    return true
  }
  const isSame = Buffer.compare(twin, block.raw) === 0
  if (!isSame) findings.add('FW-E056', { n: block.number })
  return false
}

function checkSequence({ total, seen }: Sequence, findings: Findings): void {
  let said = 0
  for (let number = 0; number < total && said < 5; number++) {
    if (seen.has(number)) continue
    findings.add('FW-E052', { n: number, m: total })
    said++
  }
  for (const number of seen.keys()) if (number >= total) findings.add('FW-E056', { n: number })
}

/** The digest may cover a region of several blocks; Espressif's writer covers the block it stands in. */
function checkDigest(block: Block, integrity: Integrity[], findings: Findings): void {
  if (!(block.flags & flag.md5)) return
  const at = 0x20 + dataBytes - 24
  if (u32(block.raw, at) !== block.addr || u32(block.raw, at + 4) !== block.data.length) return
  const expected = hexOf(block.raw.subarray(at + 8, at + 24))
  const actual = digestOf(block.data, 'md5')
  if (expected === actual) return
  findings.add('FW-E059', { n: block.number })
  if (integrity.length < 20) integrity.push({ check: `MD5 of block ${block.number}`, expected, actual, ok: false })
}
