import { describe, expect, test } from 'vitest'
import { codesOf, inspect } from './fixtures/inspected'
import { counting } from './fixtures/little-endian'
import { hexLine, srecLine, writeIntelHex, writeSrec, writeUniversalHex } from './fixtures/write-text'

const hex = [':020000040800F2', ':10400000000102030405060708090A0B0C0D0E0F38', ':0400000508004101AD', ':00000001FF']
const srec = ['S007000064656D6F53', 'S31508004000000102030405060708090A0B0C0D0E0F2A', 'S5030001FB', 'S70508004101B0']
const codes = (lines: readonly string[]): string[] => codesOf(Buffer.from(lines.join('\n')))
const end = ':00000001FF'

describe('Intel HEX', () => {
  test('reads the vector', () => {
    const { format, loadAddr, endAddr, payloadBytes, entry, findings } = inspect(hex.join('\r\n'))
    expect({ format, loadAddr, endAddr, payloadBytes, entry, findings }).toEqual({
      format: 'intel-hex',
      loadAddr: 0x0800_4000,
      endAddr: 0x0800_4010,
      payloadBytes: 16,
      entry: 0x0800_4101,
      findings: [],
    })
  })

  test.each([
    ['a wrong checksum', [hexLine(0, 0, [1]).replace(/..$/, '00'), end], ['FW-E020']],
    ['a line cut short', [hexLine(0, 0, [1]), ':0400000001', end], ['FW-E022']],
    ['a line of odd length', [hexLine(0, 0, [1]), ':040000000', end], ['FW-E022']],
    ['another count than its length', [hexLine(0, 0, [1]), ':02000000017D', end], ['FW-E022']],
    ['a line that is no record', [hexLine(0, 0, [1]), 'hello', end], ['FW-E022']],
    ['an unknown type', [hexLine(7, 0, [1]), end], ['FW-E023']],
    ['data after the end', [hexLine(0, 0, [1]), end, hexLine(0, 1, [1])], ['FW-E024']],
    ['text after the end', [hexLine(0, 0, [1]), end, 'signed off'], ['FW-W021']],
    ['nothing but an end', [end], ['FW-E004']],
    ['no end', [hexLine(0, 0, [1])], ['FW-E025']],
    ['different bytes at one address', [hexLine(0, 0, [1, 2]), hexLine(0, 1, [3]), end], ['FW-E026']],
    ['the same bytes twice', [hexLine(0, 0, [1, 2]), hexLine(0, 1, [2]), end], ['FW-W027']],
    ['UICR', [hexLine(4, 0, [0x10, 0]), hexLine(0, 0x1014, [1, 2, 3, 4]), end], ['FW-W028']],
    ['fuses', [hexLine(4, 0, [0, 0x82]), hexLine(0, 0, [0xe2, 0xd9]), end], ['FW-W028']],
    ['data past the last address', [hexLine(4, 0, [0xff, 0xff]), hexLine(0, 0xffff, [1, 2]), end], ['FW-E009']],
  ])('finds %s', (_, lines, expected) => expect(codes(lines)).toEqual(expected))

  test('names the line and the address', () => {
    const { findings } = inspect([hexLine(0, 0, [1]), ':0100000001FF', ':00000001FF'].join('\n'))
    expect(findings).toEqual([{ code: 'FW-E020', severity: 'error', params: { n: 2 } }])
  })

  test('wraps at 64 K in segment mode and runs on in linear mode', () => {
    const places = (type: number) =>
      inspect([hexLine(type, 0, [0x10, 0]), hexLine(0, 0xffff, [1, 2]), end].join('\n')).segments.map(
        ({ addr, length }) => [addr, length],
      )
    expect(places(2)).toEqual([
      [0x1_0000, 1],
      [0x1_ffff, 1],
    ])
    expect(places(4)).toEqual([[0x1000_ffff, 2]])
  })

  test('takes the start segment address as CS × 16 + IP', () => {
    expect(inspect([hexLine(3, 0, [0x12, 0x34, 0x00, 0x05]), end].join('\n')).entry).toBe(0x12345)
  })

  test('stays sparse where addresses lie 4 GB apart', () => {
    const { segments, payloadBytes } = inspect(
      writeIntelHex([
        { addr: 0, data: counting(4) },
        { addr: 0xffff_fff0, data: counting(4) },
      ]),
    )
    expect(payloadBytes).toBe(8)
    expect(segments.map(({ addr }) => addr)).toEqual([0, 0xffff_fff0])
  })

  test('says how many findings of one kind it left out', () => {
    const lines = Array.from({ length: 30 }, () => ':0100000001FF')
    const { findings } = inspect([...lines, end].join('\n'))
    expect(findings).toHaveLength(20)
    expect(findings.at(-1)?.params).toEqual({ n: 20, more: 10 })
  })
})

describe('Motorola S-records', () => {
  test('reads the vector, the same image as the HEX one', () => {
    const { format, entry, buildInfo, imageHash, findings } = inspect(srec.join('\n'))
    expect({ format, entry, project: buildInfo.project, findings }).toEqual({
      format: 'motorola-srec',
      entry: 0x0800_4101,
      project: 'demo',
      findings: [],
    })
    expect(imageHash).toBe(inspect(hex.join('\n')).imageHash)
  })

  test.each([
    ['a wrong checksum', [srecLine(1, 2, 0, [1]).replace(/..$/, '00'), 'S9030000FC'], ['FW-E030']],
    ['another count than its length', [srecLine(1, 2, 0, [1]), 'S1050000FA', 'S9030000FC'], ['FW-E031']],
    ['a wrong number of records', [srecLine(1, 2, 0, [1]), srecLine(5, 2, 2, []), 'S9030000FC'], ['FW-E032']],
    ['no terminator', [srecLine(1, 2, 0, [1])], ['FW-E033']],
    ['the reserved type', [srecLine(1, 2, 0, [1]), 'S4030000FC', 'S9030000FC'], ['FW-E034']],
    ['data after the terminator', [srecLine(1, 2, 0, [1]), 'S9030000FC', srecLine(1, 2, 1, [1])], ['FW-E024']],
  ])('finds %s', (_, lines, expected) => expect(codes(lines)).toEqual(expected))

  test('takes data of all three address widths in one file', () => {
    const lines = [srecLine(1, 2, 0x10, [1]), srecLine(2, 3, 0x12_0000, [2]), srecLine(3, 4, 0x1234_0000, [3])]
    const { segments, findings } = inspect([...lines, srecLine(7, 4, 0, [])].join('\n'))
    expect(segments.map(({ addr }) => addr)).toEqual([0x10, 0x12_0000, 0x1234_0000])
    expect(findings).toEqual([])
  })

  test('reads what it writes with a count too large for S5', () => {
    expect(codesOf(writeSrec([{ addr: 0, data: counting(70_000) }], { width: 1 }))).toEqual([])
  })
})

test('a universal hex holds one image a board, at the same addresses', () => {
  const { format, target, parts, segments, imageHash } = inspect(
    writeUniversalHex([
      { id: 0x9901, segments: [{ addr: 0, data: counting(64) }] },
      { id: 0x9903, segments: [{ addr: 0, data: counting(32).map((byte) => byte + 1) }] },
    ]),
  )
  expect(format).toBe('microbit-universal-hex')
  expect(target.boardId).toBe('9901 9903')
  expect(parts.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['9901', 64],
    ['9903', 32],
  ])
  expect(segments.map(({ space, addr }) => [space, addr])).toEqual([
    ['9901', 0],
    ['9903', 0],
  ])
  expect(imageHash).toBeNull()
})
