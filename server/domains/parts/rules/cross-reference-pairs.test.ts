import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pastedRows, readPairs } from './cross-reference-pairs'

test.each([
  [
    'tabs without headings',
    'C-0001\tLY-20-0415\nR-0002\tLY-20-0416',
    [
      ['C-0001', 'LY-20-0415'],
      ['R-0002', 'LY-20-0416'],
    ],
  ],
  ['headings turned round', '客户料号,本厂料号\nC-0001,LY-1', [['LY-1', 'C-0001']]],
  ['English headings', 'Our number;Their number\r\n"A ""1""";B', [['A "1"', 'B']]],
  ['the same pair again', 'A-1\tB-1\na1\tb 1', [['A-1', 'B-1']]],
])('%s', (_, text, expected) => {
  expect(readPairs(pastedRows(text)).pairs.map(({ own, theirs }) => [own, theirs])).toEqual(expected)
})

test('a line with one number is told and not taken', () => {
  expect(readPairs(pastedRows('A\tB\n\nC\t'))).toMatchObject({ pairs: [{ own: 'A' }], incomplete: [3] })
})

test('names go with their numbers', () => {
  const { pairs } = readPairs(pastedRows('own number\town name\tfactory number\tfactory name\nA\tcap\tB\t电容'))
  expect(pairs).toEqual([{ own: 'A', ownName: 'cap', theirs: 'B', theirsName: '电容' }])
})

test('every row is a pair, a repeat, blank or told', () => {
  const cell = fc.stringMatching(/^[A-C]{0,2}$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (rows) => {
      const { pairs, incomplete } = readPairs(rows)
      const whole = rows.filter(([own, theirs]) => own !== '' && theirs !== '')
      expect(pairs.length).toBe(new Set(whole.map((row) => row.join(' '))).size)
      expect(incomplete.length).toBe(rows.filter(([own, theirs]) => (own === '') !== (theirs === '')).length)
    }),
  )
})
