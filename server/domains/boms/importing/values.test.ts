import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ValueKind } from './kinds'
import { findValue, parseValue } from './values'

const read = (text: string, kind: ValueKind): number | undefined => parseValue(text, kind)?.si
const code = (text: string, kind: ValueKind): string | undefined => parseValue(text, kind)?.note?.code

describe('resistors', () => {
  test.each([
    [['4k7', '4K7', '4.7k', '4.7K', '4,7k', '4700', '4.7 kΩ', '4.7kohm'], 4700],
    [['4R7', '4.7R', '4E7', '4.7Ω', '4.7ohm'], 4.7],
    [['0R', '0', '0Ω', '0R0'], 0],
    [['R010', '10m', '10mΩ', '0.01'], 0.01],
    [['1M', '1M0'], 1e6],
    [['10M'], 1e7],
    [['100'], 100],
    [['220'], 220],
    [['01C'], 10_000],
    [['68X'], 49.9],
    [['10K'], 10_000],
    [['47R'], 47],
    [['10k 1%', '10k/0402', '10K,1%', '0402, 10k, 1/16W, 1%'], 10_000],
  ])('%j', (texts, ohms) => {
    for (const text of texts) expect([text, read(text, 'resistor')]).toEqual([text, ohms])
  })

  test('doubts are said', () => {
    expect(code('4E7', 'resistor')).toBe('BOM-W051')
    expect(code('1002', 'resistor')).toBe('BOM-W053')
    expect(read('1002', 'resistor')).toBe(1002)
    expect(code('104', 'resistor')).toBe('BOM-W053')
    expect(code('220', 'resistor')).toBeUndefined()
    expect(parseValue('103', 'resistor', { hint: '丝印103' })?.si).toBe(10_000)
    expect(parseValue('10MOHM', 'resistor', { upperCaseOnly: true })).toMatchObject({
      si: 1e7,
      note: { code: 'BOM-W052' },
    })
  })

  test('a trailing letter is the tolerance', () => {
    expect(parseValue('10kF', 'resistor')).toMatchObject({ si: 10_000, tolerance: '1%' })
  })
})

describe('capacitors', () => {
  test.each([
    [['100n', '100nF', '0.1u', '0.1uF', '0.1µF', '0.1μF', '0.1UF', '.1uF', '100000pF', '104'], 1e-7],
    [['4u7', '4.7u', '4.7UF', '475'], 4.7e-6],
    [['p47', '0p47', 'R47'], 0.47e-12],
    [['2R2', '2p2'], 2.2e-12],
    [['22p', '22'], 22e-12],
    [['226'], 22e-6],
    [['470'], 47e-12],
    [['479'], 4.7e-12],
    [['108'], 0.1e-12],
    [['1000uF', '1mF'], 1e-3],
    [['100nF/50V', '100nF 16V X7R'], 1e-7],
    [['104K'], 1e-7],
  ])('%j', (texts, farads) => {
    for (const text of texts) expect([text, read(text, 'capacitor')]).toEqual([text, farads])
  })

  test('doubts are said, codes carry their tolerance', () => {
    expect(code('470', 'capacitor')).toBe('BOM-W054')
    expect(code('22', 'capacitor')).toBe('BOM-W053')
    expect(code('10MFD', 'capacitor')).toBe('BOM-W052')
    expect(read('10MFD', 'capacitor')).toBe(1e-5)
    expect(parseValue('104K', 'capacitor')?.tolerance).toBe('10%')
  })
})

describe('the rest', () => {
  test.each<[string, ValueKind, number]>([
    ['4u7', 'inductor', 4.7e-6],
    ['4R7', 'inductor', 4.7e-6],
    ['4.7uH', 'inductor', 4.7e-6],
    ['R47', 'inductor', 0.47e-6],
    ['3N9', 'inductor', 3.9e-9],
    ['100', 'inductor', 1e-5],
    ['101', 'inductor', 1e-4],
    ['10nH', 'inductor', 1e-8],
    ['2m2', 'inductor', 2.2e-3],
    ['600R@100MHz', 'ferrite', 600],
    ['600Ω/100M', 'ferrite', 600],
    ['120R', 'ferrite', 120],
    ['32.768K', 'crystal', 32_768],
    ['32.768kHz', 'crystal', 32_768],
    ['8M', 'crystal', 8e6],
    ['8.000MHz', 'crystal', 8e6],
    ['12M/20pF/10ppm', 'crystal', 12e6],
  ])('%s as %s', (text, kind, si) => {
    expect(read(text, kind)).toBe(si)
  })

  test('names are no values', () => {
    expect(read('LM358', 'ic')).toBeUndefined()
    expect(read('STM32F103', 'resistor')).toBeUndefined()
    expect(read('', 'resistor')).toBeUndefined()
  })

  test('descriptions give the value that carries a unit', () => {
    expect(findValue('贴片电阻 10K ±1% 1/16W 0402', 'resistor')).toMatchObject({ token: '10K', value: { si: 10_000 } })
    expect(findValue('电容0603 0.1uF 50V X7R ±10%', 'capacitor')?.value.si).toBe(1e-7)
    expect(findValue('贴片电容/0402/100nF/16V/X7R', 'capacitor')?.value.si).toBe(1e-7)
    expect(findValue('电解电容 100uF/25V 6.3*11', 'capacitor')?.value.si).toBe(1e-4)
  })
})

test('canonical texts', () => {
  expect(['4700', '10R', '0', '0.01', '2M2'].map((text) => parseValue(text, 'resistor')?.display)).toEqual([
    '4.7k',
    '10',
    '0',
    '10m',
    '2.2M',
  ])
  expect(['104', '22p', '4u7', '1000uF', '1n'].map((text) => parseValue(text, 'capacitor')?.display)).toEqual([
    '100nF',
    '22pF',
    '4.7µF',
    '1000µF',
    '1nF',
  ])
  expect(['3N9', '4R7', '2m2'].map((text) => parseValue(text, 'inductor')?.display)).toEqual([
    '3.9nH',
    '4.7µH',
    '2200µH',
  ])
})

test('reading a canonical text again changes nothing', () => {
  const kinds: ValueKind[] = ['resistor', 'capacitor', 'inductor', 'ferrite', 'crystal']
  const number = fc.tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.constantFrom('', '.5', '.25'),
    fc.constantFrom('p', 'n', 'u', 'm', 'k', 'M', '', 'R'),
  )
  fc.assert(
    fc.property(number, fc.constantFrom(...kinds), ([whole, part, letter], kind) => {
      const first = parseValue(`${whole}${part}${letter}`, kind)
      if (first === null) return
      const again = parseValue(first.display, kind)
      expect([first.display, again?.display]).toEqual([first.display, first.display])
    }),
  )
})
