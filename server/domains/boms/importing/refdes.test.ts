import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRefs, compressRefs, looksLikeRefs, parseRefs } from './refdes'

const refs = (text: string, quantity: number | null = null): string[] =>
  parseRefs(text, quantity).refs.map(({ ref }) => ref)
const codes = (text: string, quantity: number | null = null): string[] =>
  parseRefs(text, quantity).notes.map(({ code }) => code)
const span = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`)

describe('parseRefs', () => {
  test.each<[string, number | null, string[], string[]]>([
    ['C103-C105,C109-C118', 13, [...span('C', 103, 105), ...span('C', 109, 118)], []],
    ['R1~R4', 4, span('R', 1, 4), []],
    ['R1至R4', 4, span('R', 1, 4), []],
    ['R1到R4', 4, span('R', 1, 4), []],
    ['R1 to R4', 4, span('R', 1, 4), []],
    ['R1..R4', 4, span('R', 1, 4), []],
    ['R1–R4', 4, span('R', 1, 4), []],
    ['R1 - R4', 4, span('R', 1, 4), []],
    ['R1～R4', 4, span('R', 1, 4), []],
    ['R1-4', 4, span('R', 1, 4), []],
    ['R1-4', 1, ['R1-4'], []],
    ['R1-4', 2, span('R', 1, 4), ['BOM-W026']],
    ['J1-1', 1, ['J1-1'], []],
    ['C1,2,5', 3, ['C1', 'C2', 'C5'], []],
    ['R1，R2、R3；R4', 4, span('R', 1, 4), []],
    ['r001-r003', 3, ['R001', 'R002', 'R003'], []],
    ['R4-R1', 4, span('R', 1, 4), ['BOM-W023']],
    ['U1A-U1D', 4, ['U1A', 'U1B', 'U1C', 'U1D'], []],
    ['U1A-U1D', 1, ['U1'], []],
    ['R1R2R3', 3, span('R', 1, 3), ['BOM-W025']],
    ['R1-C4', null, ['R1', 'C4'], ['BOM-E022']],
    ['R?', 1, ['R?'], ['BOM-E021']],
    ['U?A', 1, ['U?A'], ['BOM-E021']],
    ['R1-R999999999', null, ['R1-R999999999'], ['BOM-E024']],
    ['Ｒ１，Ｒ２', 2, ['R1', 'R2'], []],
    ['无', 1, [], []],
    ['/', 1, [], []],
    ['-', 1, [], []],
    ['N/A', 1, [], []],
    ['R3/R4', 2, ['R3', 'R4'], []],
    ['USB/UART', 1, ['USB/UART'], []],
    ['C1,\nC2,\nC3', 3, span('C', 1, 3), []],
    ['D1, D2, ', 2, ['D1', 'D2'], []],
    ['POWER', 1, ['POWER'], []],
    ['ENTER, ESC, VOL+, 5V_E', 4, ['ENTER', 'ESC', 'VOL+', '5V_E'], []],
    ['VOL UP', 2, ['VOL', 'UP'], []],
    ['R1 -- R4', 4, span('R', 1, 4), []],
    ['Tactile button caps', 2, [], ['BOM-E020']],
    ['R\u200b1', 1, ['R1'], []],
    ['1, 2', 2, ['1', '2'], ['BOM-E020', 'BOM-E020']],
    ['С2', 1, ['C2'], ['BOM-W027']],
  ])('%s with quantity %s', (text, quantity, expected, notes) => {
    expect(refs(text, quantity)).toEqual(expected)
    expect(codes(text, quantity)).toEqual(notes)
  })

  test.each(['R1(DNP),R2', 'R1*,R2', 'R1 [NC], R2', 'R1（不贴）、R2'])('%s marks one reference only', (text) => {
    expect(parseRefs(text, 1).refs).toEqual([
      { ref: 'R1', dnp: true },
      { ref: 'R2', dnp: false },
    ])
  })

  test('never expands without bound', () => {
    expect(
      refs(Array.from({ length: 200 }, (_, i) => `R${i * 500}-R${i * 500 + 499}`).join(',')).length,
    ).toBeLessThanOrEqual(10_000)
  })
})

describe('compressRefs', () => {
  const reference = fc
    .tuple(fc.constantFrom('R', 'C', 'U', 'LED'), fc.integer({ min: 1, max: 300 }))
    .map(([prefix, n]) => `${prefix}${n}`)

  test('expands back to the same set', () => {
    fc.assert(
      fc.property(fc.uniqueArray(reference, { minLength: 1, maxLength: 60 }), (list) => {
        expect(refs(compressRefs(list), list.length)).toEqual(list.toSorted(compareRefs))
      }),
    )
  })

  test('shortens runs of three and more, keeps padding', () => {
    expect(compressRefs(['R3', 'R1', 'R2', 'R5', 'C1', 'C2'])).toBe('C1,C2,R1-R3,R5')
    expect(compressRefs(['R001', 'R002', 'R003'])).toBe('R001-R003')
  })
})

test('columns of references are told from columns of words', () => {
  expect(['R1, R2', 'C1-C4', 'LED1', 'U?'].every(looksLikeRefs)).toBe(true)
  expect(['10k', 'RC0402FR-0710KL', '电阻', 'Resistor', '100nF 16V'].some(looksLikeRefs)).toBe(false)
})
