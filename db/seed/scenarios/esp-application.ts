import { createHash } from 'node:crypto'

/** An ESP32-C6, by its id in image headers. */
const chipId = 13

type Application = Readonly<{
  version: string
  secureVersion: number
  built: Date
  /** Bytes of code; what two versions share stays where it is. */
  codeBytes: number
  /** Which 4 KB pages of the code differ from other versions. */
  ownPages: readonly number[]
}>

const le32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const field = (text: string, width: number): Buffer => Buffer.concat([Buffer.from(text), Buffer.alloc(width)], width)

/** Bytes without a pattern, the same for the same seed. */
function noise(length: number, seed: number): Buffer {
  let state = seed >>> 0 || 1
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    }),
  )
}

/** `esp_app_desc.h`: 256 bytes at the beginning of the constants. */
function descriptor({ version, secureVersion, built }: Application): Buffer {
  const [, day = '', month = '', year = ''] = built.toUTCString().split(/[ ,]+/)
  const time = built.toISOString().slice(11, 19)
  return Buffer.concat(
    [
      ...[le32(0xabcd5432), le32(secureVersion), Buffer.alloc(8)],
      ...[field(version, 32), field('wl20-main', 32), field(time, 16), field(`${month} ${day} ${year}`, 16)],
      ...[field('v5.5.1', 32), noise(32, 7), Buffer.from([0, 0, 99, 0, 16, 2])],
    ],
    256,
  )
}

/** An ESP-IDF application (`app_image_format.rst`): header, segments, checksum, SHA-256. Filled with bytes of no meaning. */
export function espApplication(application: Application): Buffer {
  const { version, codeBytes, ownPages } = application
  const code = noise(codeBytes, 42)
  const mark = Array.from(version).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 1)
  for (const page of ownPages) noise(4_096, mark + page).copy(code, page * 4_096)
  const segments: readonly (readonly [addr: number, data: Buffer])[] = [
    [0x4207_0020, Buffer.concat([descriptor(application), noise(85_760, 1)])],
    [0x4080_0000, noise(36_864, 2)],
    [0x4081_0000, noise(12_288, 3)],
    [0x4200_0020, code],
  ]
  const header = Buffer.from([0xe9, segments.length, 2, 0x2f, ...le32(0x4080_0000), 0xee, 0, 0, 0, chipId, 0, 0])
  const rest = Buffer.from([0, 0, 99, 0, 0, 0, 0, 0, 1])
  const body = Buffer.concat([
    ...[header, rest],
    ...segments.flatMap(([addr, data]) => [le32(addr), le32(data.length), data]),
  ])
  const sum = segments.reduce((xor, [, data]) => data.reduce((value, byte) => value ^ byte, xor), 0xef)
  const image = Buffer.concat([body, Buffer.alloc(15 - (body.length % 16)), Buffer.from([sum])])
  return Buffer.concat([image, createHash('sha256').update(image).digest()])
}

/** `gen_esp32part.py`: room for two applications, so that an update can be taken back. */
export function partitionTable(): Buffer {
  const rows = [
    ['nvs', 1, 2, 0x9000, 0x6000],
    ['otadata', 1, 0, 0xf000, 0x2000],
    ['ota_0', 0, 0x10, 0x2_0000, 0x18_0000],
    ['ota_1', 0, 0x11, 0x1a_0000, 0x18_0000],
  ] as const
  const entries = Buffer.concat(
    rows.map(([label, type, subtype, offset, size]) =>
      Buffer.concat([Buffer.from([0xaa, 0x50, type, subtype]), le32(offset), le32(size), field(label, 16), le32(0)]),
    ),
  )
  const digest = createHash('md5').update(entries).digest()
  const end = Buffer.concat([Buffer.from([0xeb, 0xeb]), Buffer.alloc(14, 0xff), digest])
  return Buffer.concat([entries, end, Buffer.alloc(0xc00 - entries.length - end.length, 0xff)])
}
