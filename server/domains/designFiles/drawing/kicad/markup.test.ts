import { describe, expect, test } from 'vitest'
import { linesOf, modernBars, mostLetters, resolved } from './markup'

describe('variables', () => {
  const values = new Map([
    ['A', 'one'],
    ['B', '${A} two'],
    ['LOOP', '${LOOP}${LOOP}'],
    ['LONG', 'x'.repeat(4_000)],
  ])
  const read = (text: string) => resolved(text, (name) => values.get(name))
  test('stand for their values, one level deep; others stay as they are', () => {
    expect(read('${A}, ${B}, ${C}')).toBe('one, one two, ${C}')
    expect(read('$ {A} ${} ${A')).toBe('$ {A} ${} ${A')
  })
  test('do not make a text longer than is written', () => {
    expect(read('${LOOP}')).toBe('${LOOP}'.repeat(4))
    expect(read('${LONG}'.repeat(500))).toHaveLength(mostLetters)
  })
})

test.each([
  ['RESET', [{ text: 'RESET', bars: [] }]],
  ['~{CS}/~{WR}', [{ text: 'CS/WR', bars: [0, 2, 3, 5] }]],
  ['~{a~{b}c}', [{ text: 'abc', bars: [0, 3] }]],
  ['~{open', [{ text: 'open', bars: [0, 4] }]],
  [
    '~{a\nb}',
    [
      { text: 'a', bars: [0, 1] },
      { text: 'b', bars: [0, 1] },
    ],
  ],
  ['x^{2}_{i}', [{ text: 'x2i', bars: [] }]],
  ['MON{Monitor}', [{ text: 'MON{Monitor}', bars: [] }]],
  ['A{slash}B{nothing}', [{ text: 'A/B{nothing}', bars: [] }]],
  ['a}b', [{ text: 'a}b', bars: [] }]],
  ['~5 V', [{ text: '~5 V', bars: [] }]],
])('%s is read as it is meant', (markup, lines) => {
  expect(linesOf(markup)).toEqual(lines)
})

test('a tilde of KiCad 5 is a bar', () => {
  expect(['~CS', '~CS~A', '~', 'A ~ B'].map(modernBars)).toEqual(['~{CS}', '~{CS}A', '~', 'A ~ B'])
})
