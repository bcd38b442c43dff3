import type { Entry } from 'yauzl'

const localHeader = 0x04034b50
const headerBytes = 30

type Placed = Pick<Entry, 'relativeOffsetOfLocalHeader' | 'compressedSize'>

/** Where a member's own header, name and data lie in the file; null where there is no such header. */
function extentOf(buffer: Buffer, entry: Placed): readonly [number, number] | null {
  const from = entry.relativeOffsetOfLocalHeader
  if (from + headerBytes > buffer.length || buffer.readUInt32LE(from) !== localHeader) return null
  const data = from + headerBytes + buffer.readUInt16LE(from + 26) + buffer.readUInt16LE(from + 28)
  return [from, data + entry.compressedSize]
}

/** The name in the member's own header: programs that read front to back see this one, not that of the directory. */
export function storedName(buffer: Buffer, entry: Placed): Buffer | null {
  const extent = extentOf(buffer, entry)
  if (extent === null) return null
  const from = extent[0] + headerBytes
  return buffer.subarray(from, from + buffer.readUInt16LE(extent[0] + 26))
}

/** Do two members share bytes? Only archives made to burst do. */
export function overlaps(buffer: Buffer, entries: readonly Placed[]): boolean {
  const extents = entries
    .map((entry) => extentOf(buffer, entry))
    .filter((extent) => extent !== null)
    .toSorted(([a], [b]) => a - b)
  return extents.some(([from], index) => index > 0 && from < (extents[index - 1]?.[1] ?? 0))
}
