import { expect, test } from 'vitest'
import { inspect } from './fixtures/inspected'
import { bytesOf, noise } from './fixtures/little-endian'
import { minimalBlock, writeRp2040, writeRp2350 } from './fixtures/write-rp2'
import { writeElf } from './fixtures/write-elf'
import { writeUf2 } from './fixtures/write-uf2'
import { crc32Mpeg2 } from './rp2'
import { imageDefinitionIn } from './rp2-blocks'

test('CRC-32/MPEG-2 gives its check value', () => {
  expect(crc32Mpeg2(Buffer.from('123456789'))).toBe(0x0376e6e7)
})

test('an RP2040 binary is known by its boot2 and read with its binary info', () => {
  expect(inspect(writeRp2040())).toMatchObject({
    format: 'rp2040-bin',
    target: { chip: 'RP2040', arch: 'arm', boardId: 'pico' },
    version: { string: '1.4.0' },
    buildInfo: { project: 'blinky', toolchain: 'pico-sdk 2.1.1' },
    loadAddr: 0x1000_0000,
    findings: [],
  })
})

test('an RP2350 binary is known by its image definition before its vector table', () => {
  expect(inspect(writeRp2350())).toMatchObject({
    format: 'rp2350-bin',
    target: { chip: 'RP2350', arch: 'arm' },
    version: { string: '2.5', numeric: [2, 5] },
    security: { signed: false, secureVersion: 3 },
    buildInfo: { project: 'blinky' },
    loadAddr: 0x1000_0000,
    findings: [],
  })
})

test('reads the minimal block, and no block without its end', () => {
  expect(imageDefinitionIn(bytesOf(noise(64), minimalBlock()))).toMatchObject({
    kind: 'executable',
    cpu: 'arm',
    chip: 'RP2350',
    security: 'secure',
    isSigned: false,
  })
  expect(imageDefinitionIn(bytesOf(minimalBlock().subarray(0, -1), [0]))).toBeNull()
  expect(imageDefinitionIn(bytesOf(new Uint8Array(4_096), minimalBlock()))).toBeNull()
})

test('the program says in UF2 and ELF what it says alone', () => {
  const segments = [{ addr: 0x1000_0000, data: writeRp2040() }]
  const alone = inspect(writeRp2040())
  for (const file of [writeUf2(segments), writeElf(segments)]) {
    const { version, buildInfo, imageHash } = inspect(file)
    expect({ version, buildInfo, imageHash }).toEqual({
      version: alone.version,
      buildInfo: alone.buildInfo,
      imageHash: alone.imageHash,
    })
  }
})
