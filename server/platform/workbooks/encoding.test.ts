import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, type EncodingName } from './encoding'
import { encode } from './fixtures/encode'

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (pair) => parseInt(pair, 16))
const decoded = (input: Uint8Array): [string, string] | string => {
  const result = decodeText(input)
  return result.ok ? [result.decoded.encoding, result.decoded.text] : result.encoding
}

test.each([
  ['E4BD8D E58FB7', 'utf-8', '位号'],
  ['EFBBBF E4BD8D', 'utf-8', '位'],
  ['FFFE 4D4F F753', 'utf-16le', '位号'],
  ['FEFF 4F4D 53F7', 'utf-16be', '位号'],
  ['CEBB BAC5', 'gb18030', '位号'],
  ['CAFD C1BF', 'gb18030', '数量'],
  ['342E37B546', 'windows-1252', '4.7µF'],
  ['B1 31 25', 'windows-1252', '±1%'],
  ['52312C31', 'utf-8', 'R1,1'],
])('%s', (hex, encoding, text) => {
  expect(decoded(bytes(hex))).toEqual([encoding, text])
})

test('electrical signs in GB18030', () => {
  expect(new TextDecoder('gb18030').decode(bytes('A6B8 A6CC A1C0 81308538'))).toBe('Ωμ±µ')
})

test('UTF-32 is named, not mistaken for UTF-16', () => {
  expect(decoded(bytes('FFFE0000 52000000'))).toBe('utf-32')
  expect(decoded(bytes('0000FEFF 00000052'))).toBe('utf-32')
})

test('UTF-16 without a mark is seen by its zero bytes', () => {
  expect(decoded(encode('Designator,Qty\nR1,1\n', 'utf-16le', false))).toEqual(['utf-16le', 'Designator,Qty\nR1,1\n'])
  expect(decoded(encode('Designator,Qty\nR1,1\n', 'utf-16be', false))).toEqual(['utf-16be', 'Designator,Qty\nR1,1\n'])
})

test('what no test settles is uncertain, and a person may say', () => {
  const big5 = encode('位號,數量,規格\nR1,1,貼片電阻\n', 'big5')
  const guess = decodeText(big5)
  expect(guess).toMatchObject({ ok: true, decoded: { uncertain: true } })
  expect(decodeText(big5, 'big5')).toMatchObject({
    decoded: { text: '位號,數量,規格\nR1,1,貼片電阻\n', uncertain: false },
  })
})

describe('round trip', () => {
  const words = fc.array(
    fc.constantFrom('位号', '数量', '电阻', '贴片', '封装', '型号', 'R1,R2', '10k', '0.1uF', '±5%', '备注', ' '),
    { minLength: 4, maxLength: 40 },
  )
  test.each<EncodingName>(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'])('%s', (encoding) => {
    fc.assert(
      fc.property(words, (list) => {
        const text = `位号,数量\n${list.join('')}`
        expect(decoded(encode(text, encoding))).toEqual([encoding, text])
      }),
      { numRuns: 40 },
    )
  })
})
