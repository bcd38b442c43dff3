import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gb18030 } from './write-gb18030'

it.each([
  ['位号', 'cebbbac5'],
  ['数量', 'cafdc1bf'],
  ['Ω±', 'a6b8a1c0'],
  ['\u00b5', '81308538'],
])('%s', (text, bytes) => expect(gb18030(text).toString('hex')).toBe(bytes))

it('writes what the decoder reads as the same text', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\ue000-\uf8ff\ufeff\ufffd]/.test(text)),
      (text) => {
        expect(new TextDecoder('gb18030', { ignoreBOM: true }).decode(gb18030(text))).toBe(text)
      },
    ),
  ))
