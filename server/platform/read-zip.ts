import { crc32, inflateRawSync } from 'node:zlib'

/** What opening an archive may cost: bytes of one member, of all, members, and how often they may be packed. */
export type ZipLimits = Readonly<{ memberBytes: number; totalBytes: number; members: number; ratio: number }>
export type ZipFault = 'damaged' | 'locked' | 'tooLarge' | 'tooMany' | 'unsafeName' | 'unsupported'
/** Names in the order of the directory. `read` inflates one member, or says why it cannot. */
export type ZipReading = Readonly<
  { fault: ZipFault } | { names: readonly string[]; read: (name: string) => Uint8Array | ZipFault | null }
>

type Member = Readonly<{ at: number; packed: number; plain: number; method: number; crc: number }>

const endBytes = 22
const longestComment = 65_535

/**
 * A ZIP archive in memory, read member by member and never written anywhere. Refused whole: encrypted members, names
 * twice or that leave their folder, local headers that disagree with the directory, members that overlap, and whatever
 * passes the limits. For packages of a few files, where nothing may wait; workbooks have `openArchive`.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ZipReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return { fault: 'damaged' }
  const count = view.getUint16(end + 10, true)
  if (count > limits.members) return { fault: 'tooMany' }
  const members = new Map<string, Member>()
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return { fault: 'damaged' }
    const nameBytes = view.getUint16(at + 28, true)
    const nameEnd = at + 46 + nameBytes
    if (nameEnd > end) return { fault: 'damaged' }
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd))
    const member = memberAt(view, at)
    const fault = faultOf(view, at, name, nameBytes, member, limits)
    if (fault !== null) return { fault }
    if (members.has(name)) return { fault: 'unsafeName' }
    total += member.plain
    if (total > limits.totalBytes) return { fault: 'tooLarge' }
    members.set(name, member)
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  if (overlap([...members.values()])) return { fault: 'damaged' }
  return {
    names: [...members.keys()],
    read: (name) => {
      const member = members.get(name)
      return member ? inflate(bytes, member) : null
    },
  }
}

function findEnd(view: DataView): number | null {
  for (let at = view.byteLength - endBytes; at >= Math.max(0, view.byteLength - endBytes - longestComment); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  return null
}

function memberAt(view: DataView, at: number): Member {
  const local = view.getUint32(at + 42, true)
  const isInside = local + 30 <= view.byteLength && view.getUint32(local, true) === 0x04034b50
  const skip = isInside ? 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true) : Number.NaN
  return {
    at: local + skip,
    packed: view.getUint32(at + 20, true),
    plain: view.getUint32(at + 24, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
  }
}

function faultOf(view: DataView, at: number, name: string, nameBytes: number, member: Member, limits: ZipLimits) {
  const { packed, plain, method } = member
  if ((view.getUint16(at + 8, true) & 1) !== 0) return 'locked'
  if (Number.isNaN(member.at) || member.at + packed > view.byteLength) return 'damaged'
  if (!sameLocalName(view, view.getUint32(at + 42, true), at + 46, nameBytes)) return 'damaged'
  if (/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\0/i.test(name)) return 'unsafeName'
  if (method !== 0 && method !== 8) return 'unsupported'
  if (method === 0 && packed !== plain) return 'damaged'
  if (plain > limits.memberBytes || plain > Math.max(1, packed) * limits.ratio) return 'tooLarge'
  return null
}

function sameLocalName(view: DataView, local: number, name: number, length: number): boolean {
  if (view.getUint16(local + 26, true) !== length) return false
  for (let i = 0; i < length; i++) if (view.getUint8(local + 30 + i) !== view.getUint8(name + i)) return false
  return true
}

function overlap(members: readonly Member[]): boolean {
  const sorted = members.toSorted((a, b) => a.at - b.at)
  return sorted.some(({ at, packed }, i) => at + packed > (sorted[i + 1]?.at ?? Infinity))
}

function inflate(bytes: Uint8Array, { at, packed, plain, method, crc }: Member): Uint8Array | ZipFault {
  try {
    const stored = bytes.subarray(at, at + packed)
    // The declared size is the limit: a member that goes on past it has lied.
    const data = method === 0 ? stored : inflateRawSync(stored, { maxOutputLength: Math.max(1, plain) })
    return data.length === plain && crc32(data) === crc ? data : 'damaged'
  } catch {
    return 'damaged'
  }
}
