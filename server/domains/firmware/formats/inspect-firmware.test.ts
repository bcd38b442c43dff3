import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import english from '@/locales/en/firmware.json'
import { describe, expect, test } from 'vitest'
import { findingCodes } from './findings'
import { codesOf, inspect } from './fixtures/inspected'
import { bytesOf, counting, le32, noise } from './fixtures/little-endian'
import { writeIntelHex } from './fixtures/write-text'
import { inspectFirmware, isRefused, mostFirmwareBytes } from './inspect-firmware'
import { firmwareFormats } from './inspection'

const vectors = bytesOf(le32(0x2000_4000), le32(0x0800_0101), noise(200))

describe('a raw binary', () => {
  test('with a vector table needs an address', () => {
    expect(inspect(vectors)).toMatchObject({
      format: 'raw-bin',
      target: { arch: 'arm' },
      entry: 0x0800_0101,
      loadAddr: null,
      endAddr: null,
      imageHash: null,
      payloadBytes: 208,
      findings: [{ code: 'FW-W010' }],
    })
  })
  test('may leave room for a header that signing will fill', () => {
    expect(inspect(bytesOf(new Uint8Array(0x200), vectors)).findings).toMatchObject([
      { code: 'FW-W010' },
      { code: 'FW-I011', params: { n: 0x200 } },
    ])
  })
  test.each([
    ['a stack outside RAM', bytesOf(le32(0x0800_0000), le32(0x0800_0101), noise(50))],
    ['a stack off its alignment', bytesOf(le32(0x2000_0002), le32(0x0800_0101), noise(50))],
    ['a reset vector without the Thumb bit', bytesOf(le32(0x2000_4000), le32(0x0800_0100), noise(50))],
    ['nothing known', noise(300)],
  ])('is unknown with %s', (_, bytes) => expect(codesOf(bytes)).toEqual(['FW-E001']))
})

test.each([
  ['PNG', bytesOf([0x89, 0x50, 0x4e, 0x47], noise(40))],
  ['PDF', Buffer.from('%PDF-1.7')],
  ['EXE', bytesOf(Buffer.from('MZ'), noise(40))],
  ['HTML', Buffer.from('\n<!DOCTYPE html><html>')],
  ['git-LFS', Buffer.from('version https://git-lfs.github.com/spec/v1')],
  ['GZIP', bytesOf([0x1f, 0x8b, 0x08], noise(40))],
  ['FFh', new Uint8Array(4_096).fill(0xff)],
  ['00h', new Uint8Array(4_096)],
])('%s is refused as what it is', (kind, bytes) => {
  expect(inspect(bytes).findings).toMatchObject([{ code: 'FW-E003', params: { kind } }])
})

test('other files that are refused', () => {
  expect(codesOf(new Uint8Array())).toEqual(['FW-E004'])
  expect(codesOf(Buffer.from('@8000\n01 02 03\nq\n'))).toEqual(['FW-E002'])
  const large = inspectFirmware(new Uint8Array(mostFirmwareBytes + 1), 'large.bin')
  expect(large).toMatchObject({ sha256: null, format: null, findings: [{ code: 'FW-E005' }] })
  expect(isRefused(large)).toBe(true)
})

test('the name decides nothing', () => {
  const bytes = writeIntelHex([{ addr: 0, data: counting(8) }])
  expect(inspectFirmware(bytes, 'image.elf').format).toBe('intel-hex')
})

describe('what must not leave the house', () => {
  const carrying = (text: string) =>
    inspect(writeIntelHex([{ addr: 0, data: bytesOf(noise(100), Buffer.from(text), noise(100)) }])).findings.map(
      ({ code, params }) => [code, params['kind']],
    )
  test.each([
    ['privateKey', '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx'],
    ['certificate', '-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEAx'],
    ['awsKey', '\0AKIAIOSFODNN7EXAMPLE\0'],
    ['login', '\0password="correcthorse"\0'],
    ['testServer', '\0mqtt://192.168.1.20:1883\0'],
  ])('%s', (kind, text) => expect(carrying(text)).toEqual([['FW-W117', kind]]))

  test('a TLS library that only knows the words is no secret', () => {
    expect(carrying('\0-----BEGIN RSA PRIVATE KEY-----\0-----END RSA PRIVATE KEY-----\0password=%s\0')).toEqual([])
  })
})

test('a long blank inside code is mentioned', () => {
  const data = bytesOf([1, 2, 3, 4], new Uint8Array(70_000), [5])
  expect(inspect(writeIntelHex([{ addr: 0x100, data }])).findings).toEqual([
    { code: 'FW-I118', severity: 'information', params: { addr: '00000104', n: 70_000 } },
  ])
})

test('every code and format has words in both languages, and each is given or reserved for a project', () => {
  const chinese: typeof english = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../locales/zh/firmware.json'), 'utf8'),
  )
  for (const texts of [english, chinese]) {
    const said = new Set(Object.keys(texts.message).map((key) => key.replace(/_\w+$/, '')))
    expect([...said].toSorted()).toEqual([...findingCodes].toSorted())
    expect(Object.keys(texts.format).toSorted()).toEqual([...firmwareFormats].toSorted())
  }
})
