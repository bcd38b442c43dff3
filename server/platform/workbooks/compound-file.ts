import { WorkbookRefusal } from './refusal'

const END_OF_CHAIN = 0xfffffffe
const HEADER_BYTES = 512
const ENTRY_BYTES = 128

/**
 * Streams of a Compound File (the container of old Office files), by name. Chains are followed at most once per
 * sector of the file, so loops and absurd sizes end in a refusal rather than in memory.
 */
export function readCompoundFile(bytes: Uint8Array): Map<string, Uint8Array> {
  const damaged = (): WorkbookRefusal => new WorkbookRefusal('damaged')
  if (bytes.length < HEADER_BYTES) throw damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorShift = view.getUint16(30, true)
  const miniShift = view.getUint16(32, true)
  if (sectorShift < 7 || sectorShift > 12 || miniShift < 4 || miniShift > sectorShift) throw damaged()
  const sectorBytes = 1 << sectorShift
  const sectorCount = Math.ceil((bytes.length - HEADER_BYTES) / sectorBytes)
  const perSector = sectorBytes / 4
  const u32 = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, true) : END_OF_CHAIN)
  const sectorAt = (sector: number): number => (sector + 1) * sectorBytes

  const fatSectors: number[] = []
  for (let i = 0; i < 109; i++) fatSectors.push(u32(76 + i * 4))
  let difat = u32(68)
  for (let guard = 0; difat < sectorCount && guard < sectorCount; guard++) {
    for (let i = 0; i < perSector - 1; i++) fatSectors.push(u32(sectorAt(difat) + i * 4))
    difat = u32(sectorAt(difat) + (perSector - 1) * 4)
  }
  const fat = new Uint32Array(sectorCount).fill(END_OF_CHAIN)
  let filled = 0
  for (const sector of fatSectors) {
    if (sector >= sectorCount) continue
    for (let i = 0; i < perSector && filled < sectorCount; i++) fat[filled++] = u32(sectorAt(sector) + i * 4)
  }

  const chain = (first: number): Uint8Array => {
    const parts: Uint8Array[] = []
    const seen = new Set<number>()
    for (let sector = first; sector < sectorCount; sector = fat[sector] ?? END_OF_CHAIN) {
      if (seen.has(sector)) throw damaged()
      seen.add(sector)
      parts.push(bytes.subarray(sectorAt(sector), Math.min(sectorAt(sector) + sectorBytes, bytes.length)))
    }
    return concat(parts)
  }

  const directory = chain(u32(48))
  const entries = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const miniCutoff = u32(56)
  const miniFat = chain(u32(60))
  const miniFatView = new DataView(miniFat.buffer, miniFat.byteOffset, miniFat.byteLength)
  const miniBytes = 1 << miniShift
  let miniStream: Uint8Array = new Uint8Array()

  const miniChain = (first: number): Uint8Array => {
    const parts: Uint8Array[] = []
    const count = Math.floor(miniFat.length / 4)
    const seen = new Set<number>()
    for (let sector = first; sector < count; sector = miniFatView.getUint32(sector * 4, true)) {
      if (seen.has(sector)) throw damaged()
      seen.add(sector)
      parts.push(miniStream.subarray(sector * miniBytes, (sector + 1) * miniBytes))
    }
    return concat(parts)
  }

  const streams = new Map<string, Uint8Array>()
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = entries.getUint16(at + 64, true)
    const type = entries.getUint8(at + 66)
    const start = entries.getUint32(at + 116, true)
    const size = entries.getUint32(at + 120, true)
    if (type === 5) miniStream = chain(start)
    if (type !== 2 || nameBytes < 2 || nameBytes > 64) continue
    let name = ''
    for (let i = 0; i < nameBytes - 2; i += 2) name += String.fromCharCode(entries.getUint16(at + i, true))
    const content = size < miniCutoff ? miniChain(start) : chain(start)
    streams.set(name, content.subarray(0, Math.min(size, content.length)))
    if (streams.size > 1_000) break
  }
  return streams
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
