import { describe, expect, test } from 'vitest'
import { inspectFirmware } from '../formats/inspect-firmware'
import { counting, noise } from '../formats/fixtures/little-endian'
import { writeNrfZip } from '../formats/fixtures/write-dfu'
import { espVector } from '../formats/fixtures/write-esp'
import { writeMcuboot } from '../formats/fixtures/write-mcuboot'
import { writeRp2350 } from '../formats/fixtures/write-rp2'
import { writeIntelHex } from '../formats/fixtures/write-text'
import { writeUf2 } from '../formats/fixtures/write-uf2'
import { checkAgainstProject, type FirmwareExpectation } from './project-checks'
import { compareVersions, normalVersion } from './versions'

const open: FirmwareExpectation = {
  chips: [],
  arch: null,
  memory: [],
  slotBytes: null,
  mustBeSigned: false,
  keyHashes: [],
  lastSecureVersion: null,
  isProduction: false,
  released: [],
  typedVersion: null,
}
const now = new Date('2026-12-01T00:00:00Z')
const check = (bytes: Uint8Array, expected: Partial<FirmwareExpectation>, name = 'image.bin', at = now) =>
  checkAgainstProject(inspectFirmware(bytes, name), { ...open, ...expected }, at).map(({ code }) => code)

const esp = espVector()
const hex = writeIntelHex([{ addr: 0x0800_0000, data: noise(1_000) }])
const uf2 = writeUf2([{ addr: 0x0800_0000, data: noise(1_000) }], { family: 0x57755a57 })
const signed = writeMcuboot(counting(64), { isSigned: true, counter: 7 })

test('a project that asks nothing finds nothing', () => {
  for (const file of [esp, hex, uf2, signed, writeRp2350()]) expect(check(file, {})).toEqual([])
})

test.each([
  ['an ESP image for another chip', esp, { chips: ['ESP32-S3'] }, ['FW-E060']],
  ['an ESP image for the chip', esp, { chips: ['ESP32-S3', 'ESP32-C3'], arch: 'riscv' }, []],
  ['a UF2 of another family', uf2, { chips: ['STM32F7'] }, ['FW-E053']],
  ['an RP2350 binary for another chip', writeRp2350(), { chips: ['RP2040'] }, ['FW-E101']],
  ['an Arm program for a RISC-V project', writeRp2350(), { chips: ['RP2350'], arch: 'riscv' }, ['FW-E102']],
  ['addresses inside the chip', hex, { memory: [{ addr: 0x0800_0000, end: 0x0800_1000 }] }, []],
  ['addresses outside the chip', hex, { memory: [{ addr: 0x0800_0000, end: 0x0800_0300 }] }, ['FW-E111']],
  ['more than the slot', hex, { slotBytes: 999 }, ['FW-E112']],
  ['nearly the whole slot', hex, { slotBytes: 1_100 }, ['FW-W113']],
  ['half of the slot', hex, { slotBytes: 2_000 }, []],
  ['no signature where there must be one', writeMcuboot(counting(64)), { mustBeSigned: true }, ['FW-E076']],
  ['a signature where there must be one', signed, { mustBeSigned: true, keyHashes: ['ab'.repeat(32)] }, []],
  ['a development key', signed, { keyHashes: ['cd'.repeat(32)] }, ['FW-E077']],
  ['a counter that went back', signed, { lastSecureVersion: 8 }, ['FW-E078']],
  ['a counter that stayed', signed, { lastSecureVersion: 7 }, []],
  ['an unsigned package in production', writeNrfZip(counting(16)), { isProduction: true }, ['FW-E091']],
  ['an unsigned RP2350 program with secure boot', writeRp2350(), { mustBeSigned: true }, ['FW-E103']],
  ['another version than was typed', esp, { typedVersion: '1.2.4' }, ['FW-W115']],
  ['the version that was typed', esp, { typedVersion: 'v1.2.3+9' }, []],
])('%s', (_, bytes, expected, codes) => expect(check(bytes, expected)).toEqual(codes))

describe('released versions', () => {
  const version = (...numeric: number[]) => ({ string: numeric.join('.'), numeric })
  const sha256 = inspectFirmware(esp, 'image.bin').sha256 ?? ''
  test.each([
    ['an older one before', [{ version: version(1, 2, 2), sha256: 'x' }], []],
    ['the same with another hash', [{ version: version(1, 2, 3), sha256: 'x' }], ['FW-E114']],
    ['a newer one before', [{ version: version(1, 10, 0), sha256: 'x' }], ['FW-E114']],
    ['the same file as itself', [{ version: version(1, 2, 3), sha256 }], []],
    ['the same file under another version', [{ version: version(1, 0, 0), sha256 }], ['FW-W116']],
  ])('%s', (_, released, codes) => expect(check(esp, { released })).toEqual(codes))

  test('compare as numbers', () => {
    expect(compareVersions(version(1, 10), version(1, 9, 9))).toBeGreaterThan(0)
    expect(compareVersions(version(1, 2), version(1, 2, 0))).toBe(0)
    expect(compareVersions({ string: 'main', numeric: null }, version(1))).toBeNull()
    expect(normalVersion(' V1.2.3+45 ')).toBe('1.2.3')
  })
})

test('test builds do not reach production', () => {
  expect(check(hex, { isProduction: true }, 'sensor-产测.hex')).toEqual(['FW-W119'])
  expect(check(hex, { isProduction: true }, 'sensor_debug.hex')).toEqual(['FW-W119'])
  expect(check(hex, { isProduction: true }, 'latest.hex')).toEqual([])
  expect(check(hex, { isProduction: false }, 'sensor_debug.hex')).toEqual([])
})

test('a build date in the future or over two years old is doubted', () => {
  expect(check(esp, {}, 'image.bin', new Date('2026-11-20T00:00:00Z'))).toEqual(['FW-W070'])
  expect(check(esp, {}, 'image.bin', new Date('2028-11-23T00:00:00Z'))).toEqual(['FW-W070'])
  expect(check(esp, {}, 'image.bin', new Date('2028-11-21T00:00:00Z'))).toEqual([])
})
