/** One field of a protobuf message: a varint or 64/32-bit value as number, or the bytes of a length-delimited one. */
export type ProtoField = Readonly<{ field: number; value: number; bytes: Uint8Array | null }>

const mostFields = 1_000

/** The fields of a message in order, or null where the bytes are no message. Values past 2^53 lose their low bits. */
export function protoFields(message: Uint8Array): ProtoField[] | null {
  const fields: ProtoField[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let i = 0; i < 10; i++) {
      const byte = message[at++]
      if (byte === undefined) return Number.NaN
      value += (byte & 0x7f) * 2 ** (7 * i)
      if (byte < 0x80) return value
    }
    return Number.NaN
  }
  while (at < message.length) {
    const key = varint()
    if (Number.isNaN(key) || fields.length >= mostFields) return null
    const wire = key % 8
    const field = Math.floor(key / 8)
    if (wire === 0) {
      const value = varint()
      if (Number.isNaN(value)) return null
      fields.push({ field, value, bytes: null })
      continue
    }
    const length = wire === 2 ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : Number.NaN
    if (Number.isNaN(length) || at + length > message.length) return null
    fields.push({ field, value: length, bytes: message.subarray(at, at + length) })
    at += length
  }
  return fields
}

/** A packed or single repeated varint field. */
export function protoNumbers(fields: readonly ProtoField[], wanted: number): number[] {
  return fields
    .filter(({ field }) => field === wanted)
    .flatMap(({ value, bytes }) => {
      if (bytes === null) return [value]
      const numbers: number[] = []
      let current = 0
      let shift = 0
      for (const byte of bytes) {
        current += (byte & 0x7f) * 2 ** shift
        shift = byte < 0x80 ? 0 : Math.min(shift + 7, 63)
        if (byte >= 0x80) continue
        numbers.push(current)
        current = 0
      }
      return numbers
    })
}

export const protoNumber = (fields: readonly ProtoField[], wanted: number): number | null =>
  fields.find(({ field, bytes }) => field === wanted && bytes === null)?.value ?? null

export const protoBytes = (fields: readonly ProtoField[], wanted: number): Uint8Array | null =>
  fields.find(({ field, bytes }) => field === wanted && bytes !== null)?.bytes ?? null
