import { zipOf } from '@/server/platform/zip'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { codesOf, flipped, inspect } from './fixtures/inspected'
import { bytesOf, counting, hexToBytes, noise } from './fixtures/little-endian'
import { withDfuSuffix, writeDfuse, writeInitPacket, writeNcsZip, writeNrfZip } from './fixtures/write-dfu'
import { writeMcuboot } from './fixtures/write-mcuboot'

describe('DfuSe', () => {
  const file = writeDfuse([{ addr: 0x0800_0000, data: counting(16) }])
  test('reads the vector', () => {
    expect(file).toHaveLength(325)
    expect(file.subarray(0, 11)).toEqual(hexToBytes('44 66 75 53 65 01 35 01 00 00 01'))
    expect(file.subarray(-16)).toEqual(hexToBytes('ff ff 11 df 83 04 1a 01 55 46 44 10 15 f3 15 56'))
    expect(inspect(file)).toMatchObject({
      format: 'dfuse',
      target: { boardId: '0483:DF11' },
      buildInfo: { project: 'ST...' },
      loadAddr: 0x0800_0000,
      payloadBytes: 16,
      integrity: [{ check: 'CRC-32', expected: '5615F315', ok: true }],
      findings: [],
    })
  })

  const body = file.subarray(0, -16)
  const changed = (at: number, value: number): Uint8Array => withDfuSuffix(body.slice().fill(value, at, at + 1))
  test.each([
    ['a wrong CRC', flipped(file, 324), ['FW-E080']],
    ['no suffix', file.subarray(0, -16), ['FW-E080']],
    ['another version', changed(5, 2), ['FW-E081']],
    ['another DFU version', withDfuSuffix(body, 0x0100), ['FW-E081']],
    ['a wrong size', changed(6, 0), ['FW-E082']],
    ['an element past the end', changed(11 + 274 + 4, 255), ['FW-E083', 'FW-E082']],
    ['a target that is not there', changed(10, 2), ['FW-E083']],
    ['option bytes', writeDfuse([{ addr: 0x1fff_7800, data: counting(8) }]), ['FW-W028']],
  ])('finds %s', (_, bytes, codes) => expect(codesOf(bytes)).toEqual(codes))
})

test('a binary with a plain DFU suffix is read without it', () => {
  expect(inspect(withDfuSuffix(noise(100), 0x0100, 0x0203))).toMatchObject({
    format: 'dfu',
    version: { string: '02.03', numeric: [2, 3] },
    payloadBytes: 100,
    loadAddr: null,
    findings: [{ code: 'FW-W010' }],
  })
})

describe('nRF Secure DFU', () => {
  const bin = counting(16)
  test('writes and reads the init packet of the vector', () => {
    const packet = hexToBytes(`0a3c 0801 1238 0803 1034 1a028002 2000 2800 3000 3810 4224 0803 1220
      91893aee2899a6dbfee5dca35098c643fdf0281a8484e6bdbe36bf0526cb45be 4800`)
    expect(writeInitPacket(bin)).toEqual(packet)
    expect(createHash('sha256').update(bin).digest('hex')).toMatch(/^be45cb26.*8991$/)
  })

  test('reads a package', () => {
    expect(inspect(writeNrfZip(bin, { isSigned: true }))).toMatchObject({
      format: 'nrf-dfu-zip',
      target: { boardId: 'hw 52, SoftDevice 0100' },
      version: { string: '3', numeric: [3] },
      payloadBytes: 16,
      security: { signed: true },
      integrity: [{ check: 'application: SHA-256', ok: true }],
      findings: [],
    })
    expect(inspect(writeNrfZip(bin)).security.signed).toBe(false)
  })

  const zip = (manifest: object, members: Record<string, Uint8Array> = {}): Uint8Array =>
    zipOf({ 'manifest.json': JSON.stringify(manifest), ...members })
  const application = { bin_file: 'app.bin', dat_file: 'app.dat' }
  const packed = (binary: Uint8Array, dat: Uint8Array): Uint8Array =>
    zip({ manifest: { application } }, { 'app.bin': binary, 'app.dat': dat })
  test.each([
    ['a debug package', writeNrfZip(bin, { isDebug: true }), ['FW-E092']],
    ['another binary', packed(noise(16), writeInitPacket(bin)), ['FW-E093']],
    ['a binary of another size', packed(counting(17), writeInitPacket(bin)), ['FW-E094', 'FW-E093']],
    ['a missing member', zip({ manifest: { application } }, { 'app.dat': writeInitPacket(bin) }), ['FW-E095']],
    ['an empty manifest', zip({ manifest: {} }), ['FW-E095']],
    [
      'a path',
      zip(
        { manifest: { application: { ...application, bin_file: '../app.bin' } } },
        { 'app.dat': writeInitPacket(bin) },
      ),
      ['FW-E090'],
    ],
    ['a legacy package', zip({ manifest: { dfu_version: 0.5 } }), ['FW-E096']],
    ['an init packet that is none', packed(bin, noise(20)), ['FW-E097']],
    ['a manifest that is none', zip({ manifest: 7 }), ['FW-E097']],
    ['a ZIP of something else', zip({ name: 'x' }), ['FW-E003']],
    ['a damaged ZIP', writeNrfZip(bin).subarray(0, -30), ['FW-E008']],
  ])('finds %s', (_, bytes, codes) => expect(codesOf(bytes)).toEqual(codes))
})

test('an nRF Connect SDK package is read with the image in it', () => {
  const image = writeMcuboot(counting(64), { isSigned: true })
  expect(inspect(writeNcsZip(image))).toMatchObject({
    format: 'ncs-dfu-zip',
    target: { boardId: 'nrf52840dk' },
    version: { string: '1.2.3+4' },
    security: { signed: true },
    findings: [],
  })
  expect(inspect(writeNcsZip(flipped(image, 40))).findings).toMatchObject([
    { code: 'FW-E074', params: { part: 'app_update.bin' } },
  ])
  expect(codesOf(writeNcsZip(bytesOf([1, 2, 3])))).toEqual(['FW-E097'])
})
