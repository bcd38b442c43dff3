import { expect, test } from 'vitest'
import { isDnpMark, isUnfittedMark, saysDnp, withoutDnp } from './dnp'

test.each(['DNP', 'dni', 'X', 'Yes', 'TRUE', '1', '√', '是', '不贴', 'NoStuff', 'Excluded', 'Do not place'])(
  '%s in a DNP column',
  (text) => {
    expect(isDnpMark(text)).toBe(true)
  },
)

test.each(['', 'N', 'no', 'FALSE', '0', '否', '贴', 'fitted'])('%s in a DNP column is fitted', (text) => {
  expect(isDnpMark(text)).toBe(false)
})

test('a fitted column is the inverse, blank is fitted', () => {
  expect(['NO', '否', 'FALSE', '0', 'DNP'].every(isUnfittedMark)).toBe(true)
  expect(['', 'YES', '是', 'TRUE', 'x'].some(isUnfittedMark)).toBe(false)
})

test.each([
  '10k/DNP',
  'DNP 100nF',
  '不贴',
  'DNF - CAP CER 10UF',
  'Do not install',
  'do not populate',
  'not fitted',
  '空贴',
])('"%s" says so', (text) => {
  expect(saysDnp(text, 'resistor')).toBe(true)
})

test.each(['CAP 100 NF 50V', '520 NM LED', 'NP0', 'DNP3 protocol', 'X7R', 'Ground', 'SYNC'])(
  '"%s" does not',
  (text) => {
    expect(saysDnp(text, 'capacitor')).toBe(false)
  },
)

test('NC counts for parts without contacts only', () => {
  expect(saysDnp('NC(10K)', 'resistor')).toBe(true)
  expect(saysDnp('NC', 'switch')).toBe(false)
  expect(saysDnp('SPDT NC/NO', 'resistor')).toBe(false)
  expect(saysDnp('NC', null)).toBe(false)
})

test('the mark is taken out of the value', () => {
  expect(withoutDnp('10k/DNP', 'resistor')).toBe('10k')
  expect(withoutDnp('DNP 100nF', 'capacitor')).toBe('100nF')
  expect(withoutDnp('NC(10K)', 'resistor')).toBe('10K')
  expect(withoutDnp('DNP', 'resistor')).toBe('DNP')
  expect(withoutDnp('4.7k', 'resistor')).toBe('4.7k')
})
