import { expect, test } from 'vitest'
import { noValues, type Values } from '../rules/requirement'
import { valuesText } from './values-text'

test.each<[Partial<Values>, string[]]>([
  [{ min: '3.1', typ: '3.3', max: '3.50', unit: 'V' }, ['min 3.1 · typ 3.3 · max 3.50 V']],
  [{ max: '45', unit: 'µA' }, ['max 45 µA']],
  [{ nominal: '2.20', tolerancePlus: '1', toleranceMinus: '1.0', unit: 'kΩ' }, ['nom 2.20 ±1 kΩ']],
  [{ nominal: '9.80', tolerancePlus: '0.10', toleranceMinus: '0.05', unit: 'mm' }, ['nom 9.80 +0.10 −0.05 mm']],
  [{ nominal: '10', tolerancePlus: '0.2', toleranceMinus: '+0.1', unit: 'mm' }, ['nom 10 +0.2 +0.1 mm']],
  [{ nominal: '10', tolerancePlus: '+0.1', toleranceMinus: '-0.1' }, ['nom 10 ±0.1']],
  [{ nominal: '5', min: '4', unit: 'N' }, ['nom 5 N', 'min 4 N']],
  [{ tolerancePlus: '5', unit: '%' }, ['tol +5 %']],
  [{}, []],
])('%o', (given, wanted) => {
  expect(valuesText({ ...noValues, ...given }).map((line) => line.replaceAll('\u00a0', ' '))).toEqual(wanted)
})
