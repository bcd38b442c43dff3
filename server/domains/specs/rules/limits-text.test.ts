import { expect, test } from 'vitest'
import { limitsText } from './limits-text'
import { noValues, type Values } from './requirement'

test.each<[Partial<Values>, string]>([
  [{ min: '3.1', max: '3.5' }, '3.1 … 3.5 V'],
  [{ max: '3.5' }, '≤ 3.5 V'],
  [{ min: '3.1', typ: '3.3' }, '≥ 3.1 (3.3) V'],
  [{ nominal: '3.3', tolerancePlus: '0.1', toleranceMinus: '-0.1' }, '3.3 ±0.1 V'],
  [{ nominal: '5', tolerancePlus: '0.1', toleranceMinus: '0.2' }, '5 +0.1/−0.2 V'],
  [{ nominal: '5', tolerancePlus: '+0.1' }, '5 +0.1 V'],
  [{ nominal: '5', tolerancePlus: '-0.1', toleranceMinus: '-0.3' }, '5 −0.1/−0.3 V'],
  [{ nominal: '5', tolerancePlus: '0.3', toleranceMinus: '＋0.1' }, '5 +0.3/+0.1 V'],
  [{ nominal: '5', tolerancePlus: '-0.1', toleranceMinus: '-0.1' }, '5 −0.1/−0.1 V'],
  [{ nominal: '3.3', min: '3.1', max: '3.5' }, '3.3, 3.1 … 3.5 V'],
  [{ typ: '8' }, '(8) V'],
  [{ unit: '' }, ''],
])('%j', (values, text) => expect(limitsText({ ...noValues, unit: 'V', ...values })).toBe(text))
