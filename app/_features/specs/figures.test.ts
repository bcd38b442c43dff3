import { expect, test } from 'vitest'
import { noValues } from '@/server/domains/specs/rules/requirement'
import { formatFigures } from './figures'

const words = { min: 'min', typ: 'typ', max: 'max' }

test.each([
  [{ min: '3.1', typ: '3.3', max: '3.5', unit: 'V' }, 'min 3.1 · typ 3.3 · max 3.5 V'],
  [{ max: '0.50', unit: 'mm' }, 'max 0.50 mm'],
  [{ nominal: '3.3', tolerancePlus: '0.1', toleranceMinus: '0.1', unit: 'V' }, '3.3 ±0.1 V'],
  [{ nominal: '3.3', tolerancePlus: '+0.1', toleranceMinus: '-0.1', unit: 'V' }, '3.3 ±0.1 V'],
  [{ nominal: '3.3', tolerancePlus: '0.2', toleranceMinus: '0.1', unit: 'V' }, '3.3 −0.1/+0.2 V'],
  [{ nominal: '12', tolerancePlus: '0.05', unit: 'mm' }, '12 +0.05 mm'],
  [{ nominal: '10', tolerancePlus: '-0.1', toleranceMinus: '-0.3', unit: 'mm' }, '10 −0.3/−0.1 mm'],
  [{ nominal: '12', toleranceMinus: '0.05', unit: 'mm' }, '12 −0.05 mm'],
  [{ nominal: '5', min: '4.5', max: '5.5', unit: 'V' }, '5 · min 4.5 · max 5.5 V'],
  [{ min: '-20', max: '60', unit: '°C' }, 'min −20 · max 60 °C'],
  [{ max: '5', unit: '%' }, 'max 5%'],
  [{ min: '3.1' }, 'min 3.1'],
  [{ unit: 'V' }, ''],
  [{}, ''],
])('%j reads %s', (values, expected) => {
  expect(formatFigures({ ...noValues, ...values }, words)).toBe(expected)
})
