import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compareFirmware, isDebugElfOf } from './compare'
import { codesOf, flipped, inspect } from './fixtures/inspected'
import { bytesOf, counting, field, le32, noise } from './fixtures/little-endian'
import { espDescriptor, espVector, writeEspFlash, writeEspImage, writePartitionTable } from './fixtures/write-esp'
import { writeUf2 } from './fixtures/write-uf2'

const image = espVector()
const bootloader = writeEspImage([{ addr: 0x4038_0000, data: noise(1_000) }])

test('reads the vector', () => {
  const {
    sha256,
    format,
    target,
    formatVersion,
    version,
    segments,
    entry,
    integrity,
    security,
    buildInfo,
    appDescriptor,
    imageBytes,
    findings,
  } = inspect(image)
  expect(sha256).toBe('06f71debf10ccb41558fda5343ece0ce14d5b530517bcf5550f3ec24098db165')
  expect(image).toHaveLength(352)
  expect({ format, chip: target.chip, entry, imageBytes, findings }).toEqual({
    format: 'esp-image',
    chip: 'ESP32-C3',
    entry: 0x4038_0000,
    imageBytes: 352,
    findings: [],
  })
  expect(formatVersion).toBe('application, DIO, 4 MB, speed F, revision v0.3–v1.99')
  expect(version).toEqual({ string: '1.2.3', numeric: [1, 2, 3], build: null })
  expect(segments.map(({ addr, length }) => [addr, length])).toEqual([
    [0x3c00_0020, 256],
    [0x4038_0000, 8],
  ])
  expect(integrity).toEqual([
    { check: 'XOR', expected: 'b2', actual: 'b2', ok: true },
    expect.objectContaining({
      check: 'SHA-256',
      expected: '6707abc8f606d851f6082c94307bc12d59682fc134373d669ed53cdcbb4b29e8',
      ok: true,
    }),
  ])
  expect(security).toMatchObject({ signed: false, secureVersion: 1 })
  expect(buildInfo).toMatchObject({ project: 'widget', date: 'Nov 22 2026 12:34:56', toolchain: 'v5.5.1' })
  expect(appDescriptor).toMatchObject({
    elfSha256: '11'.repeat(32),
    minBlockRev: 0,
    maxBlockRev: 99,
    mmuPageBytes: 65_536,
    spiMode: 2,
  })
})

const dirty = (version: string): Uint8Array => writeEspImage([{ addr: 0x3c00_0020, data: espDescriptor({ version }) }])
const large = writeEspImage([{ addr: 0x4038_0000, data: noise(1_200_000) }], { sizeAndSpeed: 0x0f })
test.each([
  ['a segment past the end', image.subarray(0, 300), ['FW-E062']],
  ['a changed byte', flipped(image, 298), ['FW-E063', 'FW-E064']],
  ['a changed hash', flipped(image, 351), ['FW-E064']],
  ['no segments', flipped(image, 1).fill(0, 1, 2), ['FW-E065']],
  ['seventeen segments', flipped(image, 1).fill(17, 1, 2), ['FW-E065']],
  ['bytes behind it', bytesOf(image, [1, 2, 3]), ['FW-W066']],
  ['padding behind it', bytesOf(image, new Uint8Array(99).fill(0xff)), []],
  ['more than the flash holds', large, ['FW-E068']],
  ['no version', dirty(''), ['FW-W069']],
  ['changed sources', dirty('v1.2-3-g1a2b3c4-dirty'), ['FW-W069']],
])('finds %s', (_, bytes, codes) => expect(codesOf(bytes)).toEqual(codes))

test('takes the commit from a described version', () => {
  expect(inspect(dirty('v1.2-3-g1a2b3c4-dirty')).buildInfo.gitHash).toBe('1a2b3c4')
})

test('names ESP8266 images and verifies nothing', () => {
  const old = bytesOf(
    [0xe9, 1, 0, 0, ...le32(0x4010_0000)],
    le32(0x4010_0000),
    le32(16),
    counting(16),
    new Uint8Array(16),
  )
  expect(inspect(old)).toMatchObject({ format: 'esp8266-image', target: { chip: 'ESP8266' } })
  expect(codesOf(old)).toEqual(['FW-W071'])
})

test('reads the descriptor of a bootloader', () => {
  const descriptor = bytesOf(
    [0x50, 0, 0, 4],
    le32(1),
    field('v5.5.1', 32),
    field('Nov 22 2026 12:34:56', 24),
    new Uint8Array(16),
  )
  const { formatVersion, buildInfo, security } = inspect(writeEspImage([{ addr: 0x3fcd_0000, data: descriptor }]))
  expect(formatVersion).toMatch(/^bootloader/)
  expect(buildInfo).toMatchObject({ toolchain: 'v5.5.1', date: 'Nov 22 2026 12:34:56' })
  expect(security.secureVersion).toBe(4)
})

describe('signatures', () => {
  const block = bytesOf([0xe7], noise(1_195))
  const signed = (crc: number): Uint8Array =>
    bytesOf(image, new Uint8Array(65_536 - image.length), block, le32(crc), new Uint8Array(4_096 - 1_200).fill(0xff))
  test('of version 2 stand on the next page, whole or not', () => {
    expect(inspect(signed(crc32(block)))).toMatchObject({ security: { signed: true }, findings: [] })
    expect(inspect(signed(crc32(block) ^ 1)).security.signed).toBe(false)
  })
  test('of version 1 follow the image', () => {
    expect(inspect(bytesOf(image, le32(0), noise(64)))).toMatchObject({ security: { signed: true }, findings: [] })
  })
})

describe('a partition table', () => {
  const entry = { label: 'factory', type: 0, subtype: 0, offset: 0x1_0000, size: 0x1_0000 }
  const table = writePartitionTable([entry])
  test('is read with its MD5', () => {
    const { format, partitions, integrity, findings } = inspect(table)
    expect(format).toBe('esp-partition-table')
    expect(partitions).toEqual([{ ...entry, encrypted: false, readOnly: false }])
    expect(integrity).toMatchObject([{ check: 'MD5', ok: true }])
    expect(findings).toEqual([])
  })
  test('is refused with a changed byte or an overlap', () => {
    expect(codesOf(flipped(table, 13))).toEqual(['FW-E120'])
    expect(codesOf(writePartitionTable([entry, { ...entry, label: 'ota_0' }]))).toEqual(['FW-E121'])
  })
})

describe('a whole flash', () => {
  test.each([[0], [0x1000], [0x2000]])('is read with its bootloader at %i', (at) => {
    const { format, version, parts, partitions, loadAddr, findings } = inspect(writeEspFlash(at, bootloader, image))
    expect({ format, version: version.string, loadAddr, findings }).toEqual({
      format: 'esp-flash',
      version: '1.2.3',
      loadAddr: 0,
      findings: [],
    })
    expect(parts.map(({ name, addr, bytes }) => [name, addr, bytes])).toEqual([
      ['bootloader', at, bootloader.length],
      ['factory', 0x1_0000, 352],
    ])
    expect(partitions.map(({ label }) => label)).toEqual(['nvs', 'factory'])
  })

  test('is refused where an image is damaged or does not fit', () => {
    const flash = writeEspFlash(0, bootloader, image)
    expect(inspect(flipped(flash, 0x1_0000 + 298)).findings).toMatchObject([
      { code: 'FW-E063', params: { part: 'factory' } },
      { code: 'FW-E064', params: { part: 'factory' } },
    ])
    const tight = writeEspFlash(0, bootloader, image, 328)
    expect(codesOf(tight)).toContain('FW-E067')
  })
})

test('an image is verified inside a UF2', () => {
  const damaged = writeUf2([{ addr: 0x1_0000, data: flipped(image, 298) }], { family: 0xd42ba06c })
  expect(inspect(damaged).findings.map(({ code, params }) => [code, params['part']])).toEqual([
    ['FW-E063', '00010000'],
    ['FW-E064', '00010000'],
  ])
})

test('the ELF of an application is known by its hash', () => {
  const elf = Buffer.from('any file')
  const descriptor = espDescriptor()
  descriptor.set(createHash('sha256').update(elf).digest(), 0x90)
  const app = inspect(writeEspImage([{ addr: 0x3c00_0020, data: descriptor }]))
  expect(isDebugElfOf(inspect(elf), app)).toBe(true)
  expect(isDebugElfOf(inspect(elf), inspect(image))).toBe(false)
  expect(isDebugElfOf(inspect(elf), inspect(bootloader))).toBeNull()
  expect(compareFirmware(app, app).isSameImage).toBe(true)
})
