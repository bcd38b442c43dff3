import { crc32, deflateRawSync } from 'node:zlib'

/** 1980-01-01, the first day a ZIP can name: the same content gives the same file. */
const date = 0x21
const deflated = 8
/** Names are UTF-8. */
const flags = 0x0800

/**
 * A ZIP archive made in memory (PKWARE APPNOTE 6.3: local headers, central directory, end record), members in the given
 * order and text as UTF-8. Without the 64-bit extension: at most 65,535 members and 4 GiB, past which it throws.
 */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(members)) {
    const name = Buffer.from(path)
    const plain = typeof content === 'string' ? Buffer.from(content) : content
    const packed = deflateRawSync(plain)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(flags, 2)
    facts.writeUInt16LE(deflated, 4)
    facts.writeUInt16LE(date, 8)
    facts.writeUInt32LE(crc32(plain), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(plain.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, name, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, place, name]))
    files.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, listing, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}
