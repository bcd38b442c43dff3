import { expect, test } from 'vitest'
import { sameLimits } from './figures'
import { noValues, type Values } from './requirement'

const make = (given: Partial<Values>): Values => ({ ...noValues, unit: 'V', ...given })

test.each<[string, Partial<Values>, Partial<Values>, boolean]>([
  ['as written', { min: '3.1', max: '3.5' }, { min: '3.10', max: '3.5' }, true],
  [
    'with a tolerance instead',
    { min: '3.2', max: '3.4' },
    { nominal: '3.3', tolerancePlus: '0.1', toleranceMinus: '-0.1' },
    true,
  ],
  ['in another unit', { max: '3.5' }, { max: '3500', unit: 'mV' }, true],
  ['in Chinese', { max: '3.5' }, { max: '3.5', unit: '伏' }, true],
  ['with the typical value left out', { max: '3.5', typ: '3.3' }, { max: '3.5' }, true],
  [
    'of a shaft that is never nominal',
    { min: '9.7', max: '9.9' },
    { nominal: '10', tolerancePlus: '-0.1', toleranceMinus: '-0.3' },
    true,
  ],
  [
    'as if the sign of a tolerance were nothing',
    { nominal: '10', tolerancePlus: '-0.1', toleranceMinus: '−0.3' },
    { min: '9.7', max: '10.1' },
    false,
  ],
  [
    'of a hole that is always larger',
    { nominal: '10', tolerancePlus: '0.3', toleranceMinus: '+0.1' },
    { min: '10.1', max: '10.3' },
    true,
  ],
  ['one digit off', { max: '3.5' }, { max: '3.6' }, false],
  ['ten times off', { max: '0.05', unit: 'mm' }, { max: '0.5', unit: 'mm' }, false],
  ['one limit missing', { min: '3.1', max: '3.5' }, { max: '3.5' }, false],
  ['a limit nobody asked for', { max: '3.5' }, { min: '0', max: '3.5' }, false],
  ['a unit of something else', { max: '3.5' }, { max: '3.5', unit: 'A' }, false],
  ['a unit nobody knows, spelled alike', { max: '3.5', unit: 'frobs' }, { max: '3.50', unit: 'frobs' }, true],
])('a limit restated %s', (_, required, restated, same) =>
  expect(sameLimits(make(required), make(restated))).toBe(same),
)
