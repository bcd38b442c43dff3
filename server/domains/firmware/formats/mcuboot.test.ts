import { expect, test } from 'vitest'
import { codesOf, flipped, inspect } from './fixtures/inspected'
import { bytesOf, counting, hexToBytes } from './fixtures/little-endian'
import { writeMcuboot } from './fixtures/write-mcuboot'
import { writeIntelHex } from './fixtures/write-text'

const plain = bytesOf(
  hexToBytes('3db8f396 00000000 2000 0000 10000000 00000000 01 02 0300 04000000 00000000'),
  counting(16),
  hexToBytes('0769 2800 1000 2000 04cbb04cff0327ca1d27929d4af2c825fb1d13bdb48fd5fdd935263b6e42d4b3'),
)
const guarded = bytesOf(
  hexToBytes('3db8f396 00000000 2000 0c00 10000000 00000000 01 02 0300 04000000 00000000'),
  counting(16),
  hexToBytes('0869 0c00 5000 0400 07000000'),
  hexToBytes('0769 2800 1000 2000 125b4e265b50c261a2a5e942d9f0863fa696295617a8db87ad2849edbed9a219'),
)

test('reads vector A', () => {
  const { format, version, payloadBytes, imageBytes, loadAddr, security, integrity, findings } = inspect(plain)
  expect({ format, payloadBytes, imageBytes, loadAddr, findings }).toEqual({
    format: 'mcuboot-image',
    payloadBytes: 16,
    imageBytes: 88,
    loadAddr: null,
    findings: [],
  })
  expect(version).toEqual({ string: '1.2.3+4', numeric: [1, 2, 3], build: '4' })
  expect(security).toEqual({ signed: false, encrypted: false, secureVersion: null, keyHash: null })
  expect(integrity).toMatchObject([{ check: 'SHA-256', ok: true }])
})

test('reads vector B with its security counter', () => {
  const { imageBytes, security, findings } = inspect(guarded)
  expect({ imageBytes, counter: security.secureVersion, findings }).toEqual({
    imageBytes: 100,
    counter: 7,
    findings: [],
  })
})

test('our writer makes the vectors', () => {
  expect(writeMcuboot(counting(16))).toEqual(plain)
  expect(writeMcuboot(counting(16), { counter: 7 })).toEqual(guarded)
})

test('says who signed, and where an image loads that fixes its address', () => {
  const { security, loadAddr, imageHash } = inspect(
    writeMcuboot(counting(64), { isSigned: true, flags: 0x20, loadAddr: 0x2000_0000 }),
  )
  expect(security).toMatchObject({ signed: true, keyHash: 'ab'.repeat(32) })
  expect(loadAddr).toBe(0x2000_0000)
  expect(imageHash).not.toBeNull()
})

test('cannot check the hash of an encrypted image, and says so', () => {
  const { integrity, security, findings } = inspect(writeMcuboot(counting(64), { flags: 0x04 }))
  expect(integrity).toMatchObject([{ check: 'SHA-256', actual: null, ok: null }])
  expect(security.encrypted).toBe(true)
  expect(findings.map(({ code }) => code)).toEqual(['FW-W072'])
})

const trailer = hexToBytes('77c295f360d2ef7f3552500f2cb67980')
test.each([
  ['a changed payload', flipped(plain, 40), ['FW-E074']],
  ['a changed counter', flipped(guarded, 56), ['FW-E074']],
  ['a cut signature area', plain.subarray(0, -1), ['FW-E075', 'FW-E074']],
  ['a cut payload', plain.subarray(0, 40), ['FW-E075']],
  ['no hash', bytesOf(plain.subarray(0, 48), hexToBytes('0769 0400')), ['FW-E073']],
  ['version 1', flipped(plain, 0).fill(0x3c, 0, 1), ['FW-E061']],
  ['bytes behind it', bytesOf(plain, [0, 1]), ['FW-W066']],
  ['a padded slot with its trailer', bytesOf(plain, new Uint8Array(99).fill(0xff), trailer), []],
])('finds %s', (_, bytes, codes) => expect(codesOf(bytes)).toEqual(codes))

test('an image is verified inside a HEX', () => {
  const hex = (image: Uint8Array) => inspect(writeIntelHex([{ addr: 0xc000, data: image }]))
  expect(hex(plain)).toMatchObject({ format: 'intel-hex', version: { string: '1.2.3+4' }, findings: [] })
  expect(hex(flipped(plain, 40)).findings).toMatchObject([{ code: 'FW-E074', params: { part: '0000C000' } }])
})
