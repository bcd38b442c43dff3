import { describe, expect, test } from 'vitest'
import { codesOf, flipped, inspect } from './fixtures/inspected'
import { bytesOf, counting, hexToBytes, noise } from './fixtures/little-endian'
import { writeRp2350 } from './fixtures/write-rp2'
import { writeIntelHex } from './fixtures/write-text'
import { erratumBlock, uf2Block, writeUf2 } from './fixtures/write-uf2'

const image = [{ addr: 0x1000_0000, data: noise(1_024) }]
const file = writeUf2(image)

test('reads the header of the vector', () => {
  const header = hexToBytes(
    '55 46 32 0a 57 51 5d 9e 00 20 00 00 00 00 00 10 00 01 00 00 00 00 00 00 01 00 00 00 56 ff 8b e4',
  )
  const block = bytesOf(header, counting(256), new Uint8Array(220), hexToBytes('306fb10a'))
  const { target, loadAddr, payloadBytes, findings } = inspect(block)
  expect({ chip: target.chip, loadAddr, payloadBytes, findings }).toEqual({
    chip: 'RP2040',
    loadAddr: 0x1000_0000,
    payloadBytes: 256,
    findings: [],
  })
  expect(uf2Block(counting(256), { addr: 0x1000_0000, number: 0, total: 1, family: 0xe48bff56 })).toEqual(block)
})

test('is the same image as its HEX, with digests and tags or without', () => {
  const { imageHash } = inspect(writeIntelHex(image))
  expect(inspect(file).imageHash).toBe(imageHash)
  expect(inspect(writeUf2(image, { md5: true, width: 128 })).imageHash).toBe(imageHash)
})

test('reads version, description and device from its tags', () => {
  const tags = [
    [0x9fc7bc, Buffer.from('1.2.3')],
    [0x650d9d, Buffer.from('Sensor')],
    [0xc8a729, Uint8Array.of(0x78, 0x56, 0x34, 0x12)],
  ] as const
  const { version, buildInfo, target } = inspect(writeUf2(image, { tags }))
  expect(version.numeric).toEqual([1, 2, 3])
  expect(buildInfo.project).toBe('Sensor')
  expect(target.boardId).toBe('12345678')
})

describe('grouping', () => {
  test('ignores the filler that RP2350 files begin with', () => {
    const flash = [{ addr: 0x1000_0000, data: writeRp2350() }]
    const { findings, target, payloadBytes, security } = inspect(
      bytesOf(erratumBlock(), writeUf2(flash, { family: 0xe48bff59 })),
    )
    expect(findings).toEqual([])
    expect(target).toMatchObject({ chip: 'RP2350', arch: 'arm' })
    expect(payloadBytes).toBe(writeRp2350().length)
    expect(security.secureVersion).toBe(3)
  })

  test('takes a numbering that starts again as another sequence', () => {
    const later = writeUf2([{ addr: 0x1001_0000, data: noise(512, 2) }])
    const { findings, segments } = inspect(bytesOf(file, later))
    expect(findings).toEqual([])
    expect(segments.map(({ addr }) => addr)).toEqual([0x1000_0000, 0x1001_0000])
  })

  test('keeps families apart that share addresses', () => {
    const other = writeUf2([{ addr: 0x1000_0000, data: noise(256, 3) }], { family: 0x57755a57 })
    const { findings, parts, imageHash } = inspect(bytesOf(file, other))
    expect(findings).toEqual([])
    expect(parts.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['RP2040', 1_024],
      ['STM32F4', 256],
    ])
    expect(imageHash).toBeNull()
  })
})

const one = (data: Uint8Array, number: number, total: number, addr = number * 256): Uint8Array =>
  uf2Block(data, { addr, number, total, family: 0x57755a57 })
test.each([
  ['a block with a wrong end mark', flipped(file, 511), ['FW-E050', 'FW-E052']],
  ['a length that is no multiple of 512', bytesOf(file, [0]), ['FW-E051']],
  ['a missing block', file.subarray(0, -512), ['FW-E052']],
  ['four billion announced blocks', one(counting(256), 0, 0xffff_ffff), Array<string>(5).fill('FW-E052')],
  ['no family', writeUf2(image, { family: null }), ['FW-W054']],
  [
    'files instead of an image',
    uf2Block(counting(8), { addr: 0, number: 0, total: 1, family: null, flags: 0x1000 }),
    ['FW-W055'],
  ],
  [
    'a block twice with other data',
    bytesOf(one(counting(256), 0, 2), one(counting(256), 1, 2), one(noise(256), 1, 2)),
    ['FW-E056'],
  ],
  ['numbers past the end', bytesOf(one(counting(256), 0, 1), one(counting(256), 1, 1)), ['FW-E056']],
  ['a changing number of blocks', bytesOf(one(counting(256), 0, 2), one(counting(256), 1, 3)), ['FW-E057']],
  ['more data than a block holds', flipped(one(counting(4), 0, 1), 0x11), ['FW-E058']],
  ['a wrong MD5', flipped(writeUf2(image, { md5: true }), 0x20), ['FW-E059']],
  ['blocks over each other', bytesOf(one(counting(256), 0, 2), one(noise(256), 1, 2, 128)), ['FW-E026']],
  ['an RP2350 program without image definition', writeUf2(image, { family: 0xe48bff59 }), ['FW-E100']],
])('finds %s', (_, bytes, codes) => expect(codesOf(bytes)).toEqual(codes))
