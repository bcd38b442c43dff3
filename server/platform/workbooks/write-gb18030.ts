/** Bytes of every character of the basic plane, learned from the decoder of the runtime once they are asked for. */
let table: Map<string, Uint8Array> | null = null

function learn(): Map<string, Uint8Array> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, Uint8Array>()
  const take = (bytes: readonly number[]) => {
    const char = decoder.decode(Uint8Array.from(bytes))
    if (char.length === 1 && char !== '\ufffd' && !found.has(char)) found.set(char, Uint8Array.from(bytes))
  }
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) take([lead, trail])
  for (let linear = 0; linear < 39_420; linear++) take(fourBytes(linear))
  return found
}

/** The four-byte code at a place in their order. */
const fourBytes = (linear: number): number[] => [
  0x81 + Math.floor(linear / 12_600),
  0x30 + (Math.floor(linear / 1_260) % 10),
  0x81 + (Math.floor(linear / 10) % 126),
  0x30 + (linear % 10),
]

const firstSupplementary = 189_000

/** Text in GB18030, the encoding old Chinese tools expect of a CSV file. Half a surrogate pair becomes a question mark. */
export function gb18030(text: string): Buffer {
  table ??= learn()
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0x3f
    if (code < 0x80) bytes.push(code)
    else if (code > 0xffff) bytes.push(...fourBytes(firstSupplementary + code - 0x10000))
    else bytes.push(...(table.get(char) ?? [0x3f]))
  }
  return Buffer.from(bytes)
}
