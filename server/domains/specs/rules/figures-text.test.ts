import { describe, expect, test } from 'vitest'
import { figureLines, figuresText, limitsText } from './figures-text'
import { noValues, type Values } from './requirement'

describe('on the screen', () => {
  const words = { min: '最小', typ: '典型', max: '最大' }
  test.each<[Partial<Values>, string]>([
    [{ min: '3.1', typ: '3.3', max: '3.5', unit: 'V' }, '最小 3.1 · 典型 3.3 · 最大 3.5 V'],
    [{ max: '0.50', unit: 'mm' }, '最大 0.50 mm'],
    [{ nominal: '3.3', tolerancePlus: '0.1', toleranceMinus: '0.1', unit: 'V' }, '3.3 ±0.1 V'],
    [{ nominal: '3.3', tolerancePlus: '+0.1', toleranceMinus: '-0.1', unit: 'V' }, '3.3 ±0.1 V'],
    [{ nominal: '3.3', tolerancePlus: '0.2', toleranceMinus: '0.1', unit: 'V' }, '3.3 +0.2/−0.1 V'],
    [{ nominal: '12', tolerancePlus: '0.05', unit: 'mm' }, '12 +0.05 mm'],
    [{ nominal: '12', toleranceMinus: '0.05', unit: 'mm' }, '12 −0.05 mm'],
    [{ nominal: '5', min: '4.5', max: '5.5', unit: 'V' }, '5 · 最小 4.5 · 最大 5.5 V'],
    [{ min: '-20', max: '60', unit: '°C' }, '最小 −20 · 最大 60 °C'],
    [{ tolerancePlus: '5', unit: '%' }, '+5%'],
    [{ max: '5', unit: '%' }, '最大 5%'],
    [{ min: '3.1' }, '最小 3.1'],
    [{ unit: 'V' }, ''],
    [{}, ''],
  ])('%j reads %s', (values, expected) => expect(figuresText({ ...noValues, ...values }, words)).toBe(expected))
})

describe('on paper', () => {
  test.each<[Partial<Values>, string[]]>([
    [{ min: '3.1', typ: '3.3', max: '3.50', unit: 'V' }, ['min 3.1 · typ 3.3 · max 3.50 V']],
    [{ max: '45', unit: 'µA' }, ['max 45 µA']],
    [{ nominal: '2.20', tolerancePlus: '1', toleranceMinus: '1.0', unit: 'kΩ' }, ['nom 2.20 ±1 kΩ']],
    [{ nominal: '9.80', tolerancePlus: '0.10', toleranceMinus: '0.05', unit: 'mm' }, ['nom 9.80 +0.10/−0.05 mm']],
    [{ nominal: '10', tolerancePlus: '0.2', toleranceMinus: '+0.1', unit: 'mm' }, ['nom 10 +0.2/+0.1 mm']],
    [{ nominal: '10', tolerancePlus: '+0.1', toleranceMinus: '-0.1' }, ['nom 10 ±0.1']],
    [{ nominal: '5', min: '-4', unit: 'N' }, ['nom 5 N', 'min −4 N']],
    [{ tolerancePlus: '5', unit: '%' }, ['tol +5%']],
    [{}, []],
  ])('%j', (values, expected) => {
    const lines = figureLines({ ...noValues, ...values })
    expect(lines.map((line) => line.replaceAll('\u00a0', ' '))).toEqual(expected)
    for (const line of lines) expect(line).not.toMatch(/(nom|min|typ|max|tol) | (V|µA|kΩ|mm|N)$/)
  })
})

describe('without words', () => {
  test.each<[Partial<Values>, string]>([
    [{ min: '3.1', max: '3.5' }, '3.1 … 3.5 V'],
    [{ max: '3.5' }, '≤ 3.5 V'],
    [{ min: '-20', max: '55', unit: '℃' }, '−20 … 55℃'],
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
})
