import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordDiff, type DiffPart } from './word-diff'

const mark = (pieces: readonly DiffPart[]): string =>
  pieces.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`)).join('')
const shown = (from: string, to: string) => mark(wordDiff(from, to))

test('an edited word is marked, not the sentence', () => {
  expect(shown('The supply shall be 3.3 V.', 'The supply shall be 5.0 V.')).toBe(
    'The supply shall be [-3.3-]{+5.0+} V.',
  )
})

test('a number is one word, with its decimals', () => {
  expect(shown('3.30', '3.35')).toBe('[-3.30-]{+3.35+}')
  expect(shown('10,000 cycles', '12,000 cycles')).toBe('[-10,000-]{+12,000+} cycles')
})

test('Chinese is compared by character', () => {
  expect(shown('供电电压应为 3.3 V。', '供电电流应为 3.3 V。')).toBe('供电电[-压-]{+流+}应为 3.3 V。')
  expect(shown('采用WiFi模块', '采用BLE模块')).toBe('采用[-WiFi-]{+BLE+}模块')
})

test('two changed words in a row read as one change', () => {
  expect(shown('at room temperature', 'at high humidity')).toBe('at [-room temperature-]{+high humidity+}')
})

test('from nothing and to nothing', () => {
  expect(shown('', 'new')).toBe('{+new+}')
  expect(shown('old', '')).toBe('[-old-]')
  expect(wordDiff('', '')).toEqual([])
})

test('a text that was rewritten is shown as a whole instead of stalling', () => {
  const long = (seed: number) =>
    Array.from({ length: 6_000 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * seed) % 9_000))).join('')
  const began = performance.now()
  const pieces = wordDiff(long(7), long(11))
  expect(performance.now() - began).toBeLessThan(500)
  expect(pieces.map(({ kind }) => kind)).toContain('removed')
})

describe('whatever was typed', () => {
  const text = fc
    .array(fc.constantFrom('电', '压', 'V', 'mA', ' ', '3.3', '，', '.', '\n', 'the ', '😀'), { maxLength: 40 })
    .map((words) => words.join(''))
  const side = (pieces: readonly DiffPart[], kind: DiffPart['kind']) =>
    pieces
      .filter((piece) => piece.kind === 'same' || piece.kind === kind)
      .map((piece) => piece.text)
      .join('')
  test('the pieces give both texts back', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const pieces = wordDiff(from, to)
        expect(side(pieces, 'removed')).toBe(from)
        expect(side(pieces, 'added')).toBe(to)
      }),
    )
  })
  test('no two neighbours are of one kind', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const kinds = wordDiff(from, to).map(({ kind }) => kind)
        expect(kinds.some((kind, index) => kind === kinds[index + 1])).toBe(false)
      }),
    )
  })
})
