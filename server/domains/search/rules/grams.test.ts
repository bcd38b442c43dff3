import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, gramOfDigest, gramsOf, isDigest, needlesOf } from './grams'

/** Whether a document with this text is found, as the database looks it up. */
const finds = (text: string, query: string): boolean => {
  const grams = [...gramsOf(text)]
  const needles = needlesOf(query)
  return (
    needles.length > 0 &&
    needles.every(({ gram, prefix }) => grams.some((each) => (prefix ? each.startsWith(gram) : each === gram)))
  )
}

test('Chinese is found by any piece of it, one character too', () => {
  expect(['工作电压', '电压', '压', '作电', '工'].map((query) => finds('额定工作电压', query))).toEqual(
    Array(5).fill(true),
  )
  expect(finds('额定工作电压', '电流')).toBe(false)
  expect(finds('电阻和高压', '电压')).toBe(false)
})

test('words are found by their beginnings, in any order, whatever case and accents', () => {
  expect(['volt', 'supply VOLT', 'voltage sup', 'ＶＯＬＴ'].map((query) => finds('Supply voltage', query))).toEqual(
    Array(4).fill(true),
  )
  expect(finds('Supply voltage', 'tage')).toBe(false)
  expect(finds('Müller café', 'muller cafe')).toBe(true)
})

test('codes and part numbers are found with and without their signs, and from the middle', () => {
  expect(['R-012', 'r012', 'R 012', '012', '12'].map((query) => finds('R-012', query))).toEqual(Array(5).fill(true))
  expect(finds('R-012', 'R-013')).toBe(false)
  expect(['GRM155R71C104KA88D', '155R71', '104ka88', '5r7'].map((query) => finds('GRM155R71C104KA88D', query))).toEqual(
    Array(4).fill(true),
  )
  expect(finds('EQ-007', 'ＥＱ－００７')).toBe(true)
  expect(finds('WL-20-SPEC-01', 'wl20')).toBe(true)
})

test('a figure is found with its unit, however they are spaced, and its point counts', () => {
  expect([finds('3.3 V', '3.3V'), finds('3.3V', '3.3 V'), finds('３．３Ｖ', '3.3v')]).toEqual([true, true, true])
  expect(finds('33 V', '3.3 V')).toBe(false)
})

test('both languages side by side', () => {
  expect(finds('USB接口 interface', '接口 usb')).toBe(true)
})

test('a commit is its beginning, of seven figures or more, and no word of a text', () => {
  const commit = 'C0FFEE1234567890abcdef1234567890abcdef12'
  expect(['c0ffee1', 'c0ffee1234567890abcdef1234567890'].map(isDigest)).toEqual([true, true])
  expect(['c0ffee', 'c0ffeeg', '#c0ffee1', ''].map(isDigest)).toEqual([false, false, false, false])
  const [needle] = needlesOf(commit)
  expect(gramOfDigest(commit)).toBe(gramOfDigest(needle?.gram ?? ''))
  expect([...gramsOf(`#${commit}`)]).not.toContain(gramOfDigest(commit))
})

test('nothing to look up finds nothing', () => {
  expect([needlesOf(''), needlesOf(' —，。'), needlesOf('  ')]).toEqual([[], [], []])
})

test('every word of a text finds the text', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9电压测试板]{1,12}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const text = words.join(' ')
      for (const each of words) expect([text, each, finds(text, each)]).toEqual([text, each, true])
    }),
  )
})

test('folding remembers where each character stood', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { text: folded, at } = fold(text)
      expect(at).toHaveLength(folded.length + 1)
      expect(at.every((position, index) => index === 0 || position >= (at[index - 1] ?? 0))).toBe(true)
      expect(at.at(-1)).toBe(text.length)
    }),
  )
})
