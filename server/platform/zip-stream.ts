import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** 1980-01-01, the first day a ZIP can name: the same content gives the same file. */
const date = 0x21
const deflated = 8
/** Names are UTF-8; sizes follow the bytes, which are not known before. */
const flags = 0x0808
const version = 20
/** What 32 bits can say. */
const farthest = 0xffff_ffff
const most = 65_534

export type ZipMember = Readonly<{ path: string; content: Uint8Array | (() => Promise<Readable>) }>

type Written = Readonly<{ name: Buffer; crc: number; packed: number; plain: number; at: number }>

/**
 * A ZIP archive as it is made, so that nothing but the piece on its way is in memory (PKWARE APPNOTE 6.3: data
 * descriptors, no 64-bit extension). Members in the given order; the same members give the same bytes. Ends with an error
 * where a member cannot be read, or past 4 GiB.
 */
export const zipStream = (members: readonly ZipMember[]): Readable =>
  Readable.from(archive(members), { objectMode: false, highWaterMark: 262_144 })

async function* archive(members: readonly ZipMember[]): AsyncGenerator<Buffer> {
  if (members.length > most) throw new RangeError('too many files for one archive')
  const directory: Written[] = []
  let at = 0
  for (const { path, content } of members) {
    const name = Buffer.from(path)
    const head = Buffer.concat([headOf('PK\u0003\u0004', name, { crc: 0, packed: 0, plain: 0 }), name])
    yield head
    const packing = pack(typeof content === 'function' ? await content() : Readable.from([content]))
    for await (const piece of packing.pieces) yield piece
    const facts = packing.facts()
    yield descriptorOf(facts)
    directory.push({ name, ...facts, at })
    at += head.length + facts.packed + 16
    if (at > farthest || facts.plain > farthest) throw new RangeError('too large for one archive')
  }
  let length = 0
  for (const written of directory) {
    const entry = entryOf(written)
    length += entry.length
    yield entry
  }
  if (at + length > farthest) throw new RangeError('too large for one archive')
  yield endOf(directory.length, length, at)
}

/** Deflates what it reads and counts on both sides. */
function pack(source: Readable) {
  let [crc, plain, packed] = [0, 0, 0]
  async function* counted() {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc)
      plain += chunk.length
      yield chunk
    }
  }
  async function* deflating() {
    const deflate = createDeflateRaw()
    const read = Readable.from(counted())
    read.once('error', (error) => deflate.destroy(error))
    for await (const piece of read.pipe(deflate) as AsyncIterable<Buffer>) {
      packed += piece.length
      yield piece
    }
  }
  return { pieces: deflating(), facts: () => ({ crc, plain, packed }) }
}

type Facts = Pick<Written, 'crc' | 'packed' | 'plain'>

/** What the local header and the entry of the directory begin with, after their signature. */
function headOf(signature: string, name: Buffer, { crc, packed, plain }: Facts): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(version, 0)
  head.writeUInt16LE(flags, 2)
  head.writeUInt16LE(deflated, 4)
  head.writeUInt16LE(date, 8)
  head.writeUInt32LE(crc, 10)
  head.writeUInt32LE(packed, 14)
  head.writeUInt32LE(plain, 18)
  head.writeUInt16LE(name.length, 22)
  return Buffer.concat([Buffer.from(signature, 'latin1'), head])
}

function descriptorOf({ crc, packed, plain }: Facts): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.write('PK\u0007\u0008', 0, 'latin1')
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(plain, 12)
  return descriptor
}

function entryOf({ name, at, ...facts }: Written): Buffer {
  const place = Buffer.alloc(14)
  place.writeUInt32LE(at, 10)
  return Buffer.concat([headOf('PK\u0001\u0002\u0014\u0000', name, facts), place, name])
}

function endOf(count: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), end])
}
