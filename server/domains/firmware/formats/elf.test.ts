import { expect, test } from 'vitest'
import { codesOf, inspect } from './fixtures/inspected'
import { bytesOf, counting, hexToBytes } from './fixtures/little-endian'
import { writeElf } from './fixtures/write-elf'
import { writeIntelHex } from './fixtures/write-text'

const vector = bytesOf(
  hexToBytes(`7f454c46 01010100 0000000000000000 0200 2800 01000000 01410008 34000000 00000000 00020005 3400 2000 0100
    2800 0000 0000 01000000 54000000 00400008 00400008 10000000 10000000 05000000 04000000`),
  counting(16),
)

test('reads the vector as the same image as its HEX', () => {
  const { format, target, entry, loadAddr, imageHash, findings } = inspect(vector)
  expect({ format, arch: target.arch, entry, loadAddr, findings }).toEqual({
    format: 'elf',
    arch: 'arm',
    entry: 0x0800_4101,
    loadAddr: 0x0800_4000,
    findings: [],
  })
  expect(imageHash).toBe(inspect(writeIntelHex([{ addr: 0x0800_4000, data: counting(16) }])).imageHash)
})

test('places segments where they are flashed, in either byte order', () => {
  const segments = [
    { addr: 0x4000, data: counting(32) },
    { addr: 0x8000, data: counting(8) },
  ]
  for (const isBig of [false, true]) {
    const { segments: found, target } = inspect(writeElf(segments, { isBig, machine: 0xf3 }))
    expect(found.map(({ addr, length }) => [addr, length])).toEqual([
      [0x4000, 32],
      [0x8000, 8],
    ])
    expect(target.arch).toBe('riscv')
  }
})

test('lists sections, and warns of debug information', () => {
  const sections = [
    { name: '.text', addr: 0x4000, size: 100 },
    { name: '.debug_info', addr: 0, size: 5 },
  ]
  const inspection = inspect(writeElf([{ addr: 0x4000, data: counting(8) }], { sections }))
  expect(inspection.sections).toEqual(
    [...sections, { name: expect.any(String), addr: 0, size: expect.any(Number) }].slice(0, 2),
  )
  expect(inspection.findings.map(({ code }) => code)).toEqual(['FW-W046'])
})

const small = writeElf([{ addr: 0x4000, data: counting(8) }])
const changed = (at: number, ...values: number[]): Uint8Array => {
  const copy = small.slice()
  copy.set(values, at)
  return copy
}
test.each([
  ['64-bit', changed(4, 2), 'FW-E041'],
  ['an object file', changed(0x10, 1), 'FW-E042'],
  ['a header table past the end', changed(0x1c, 0xff, 0xff), 'FW-E043'],
  ['65,535 program headers', changed(0x2c, 0xff, 0xff), 'FW-E043'],
  ['no more than a header cut short', small.subarray(0, 20), 'FW-E043'],
  ['a segment past the end', small.subarray(0, -1), 'FW-E044'],
  ['no program headers', changed(0x2c, 0, 0), 'FW-E045'],
  [
    'segments that overlap',
    writeElf([
      { addr: 0, data: counting(8) },
      { addr: 4, data: counting(8) },
    ]),
    'FW-E026',
  ],
])('refuses %s', (_, bytes, code) => expect(codesOf(bytes)).toEqual([code]))
