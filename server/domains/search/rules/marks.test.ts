import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markedIn, marksIn, snippetOf } from './marks'

const marked = (text: string, query: string) => marksIn(text, query).map(([from, to]) => text.slice(from, to))

test('what was searched for is marked as it stands in the text', () => {
  expect(marked('额定工作电压为 ３．３Ｖ', '电压 3.3v')).toEqual(['电压', '３．３Ｖ'])
  expect(marked('Supply voltage', 'volt')).toEqual(['volt'])
  expect(marked('overvoltage', 'volt')).toEqual([])
  expect(marked('GRM155R71C104KA88D', '155r71')).toEqual(['155R71'])
  expect(marked('See R-012 and R012', 'r012')).toEqual(['R-012', 'R012'])
  expect(marked('ＥＱ－００７', 'EQ-007')).toEqual(['ＥＱ－００７'])
  expect(marked('Café Müller', 'cafe müller')).toEqual(['Café', 'Müller'])
})

test('where the whole is missing its pieces are marked', () => {
  expect(marked('电压与工作', '工作电压')).toEqual(['电压', '工作'])
})

test('the reader’s language is preferred where it has what was searched for', () => {
  const text = { en: 'Supply voltage', zh: '供电电压' }
  expect(markedIn('en', text, '电压')).toMatchObject({ text: '供电电压', language: 'zh', marks: [[2, 4]] })
  expect(markedIn('zh', text, 'R-1')).toMatchObject({ text: '供电电压', language: 'zh' })
  expect(markedIn('zh', { en: 'Only English', zh: '' }, 'x').text).toBe('Only English')
})

test('a snippet shows the first mark, and its marks still stand over the words', () => {
  const long = `${'前'.repeat(300)}电压${'后'.repeat(300)}`
  const { text, marks } = snippetOf(markedIn('zh', { en: '', zh: long }, '电压'))
  expect(text.length).toBeLessThan(160)
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['电压'])
})

test('marks lie inside the text, in order and apart', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 })
  fc.assert(
    fc.property(text, text, (words, query) => {
      for (const found of [
        { text: words, marks: marksIn(words, query) },
        snippetOf(markedIn('en', { en: words, zh: '' }, query)),
      ]) {
        let last = -1
        for (const [from, to] of found.marks) {
          expect(from).toBeGreaterThan(last)
          expect(to).toBeGreaterThan(from)
          last = to
        }
        expect(last).toBeLessThanOrEqual(found.text.length)
      }
    }),
  )
})
