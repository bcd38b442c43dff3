import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, folded } from './line-diff'

const shown = (one: string, other: string) =>
  diffLines(one, other).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`)

test('shows what went and what came, in place', () => {
  expect(shown('a\nb\nc\n', 'a\nB\nc\nd\n')).toEqual([' a', '-b', '+B', ' c', '+d'])
  expect(shown('', 'a\n')).toEqual(['+a'])
  expect(shown('a', 'a')).toEqual([' a'])
})

test('either text can be read out of it, with its numbers', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '', '{'), { maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const lines = diffLines(one, other)
      const old = lines.filter(({ before }) => before !== null)
      const now = lines.filter(({ after }) => after !== null)
      expect(old.map(({ before }) => before)).toEqual(old.map((_, at) => at + 1))
      expect(now.map(({ after }) => after)).toEqual(now.map((_, at) => at + 1))
      const ends = (text: string) => text.replace(/\n$/, '')
      expect(old.map((line) => line.text).join('\n')).toBe(ends(one))
      expect(now.map((line) => line.text).join('\n')).toBe(ends(other))
    }),
  )
})

test('long equal runs are counted', () => {
  const many = Array.from({ length: 20 }, (_, at) => `line ${at}`)
  const stretches = folded(diffLines(many.join('\n'), many.with(10, 'changed').join('\n')), 1)
  expect(stretches.map((each) => ('skipped' in each ? each.skipped : each.text))).toEqual([
    9,
    'line 9',
    'line 10',
    'changed',
    'line 11',
    8,
  ])
})
