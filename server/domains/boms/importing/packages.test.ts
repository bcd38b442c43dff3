import { expect, test } from 'vitest'
import { isMetricColumn, looksLikeChipSize, mountOfPackage, parsePackage } from './packages'

test.each([
  ['R_0402_1005Metric', '0402'],
  ['Capacitor_SMD:C_0603_1608Metric', '0603'],
  ['C_0201_0603Metric', '0201'],
  ['R_01005_0402Metric', '01005'],
  ['RESC1005X40N', '0402'],
  ['CAPC1608X90N', '0603'],
  ['CAPC4532X250', '1812'],
  ['R0402', '0402'],
  ['0402R', '0402'],
  ['贴片0402', '0402'],
  ['C0805', '0805'],
  ['0603', '0603'],
  ['1608', '0603'],
  ['3216', '1206'],
  ['0402 metric', '01005'],
  ['LED0603', '0603'],
  ["0805'", '0805'],
  ['C_0603', '0603'],
  ['SO8', 'SOIC-8'],
  ['SO-8', 'SOIC-8'],
  ['SOIC8', 'SOIC-8'],
  ['SOP-8', 'SOIC-8'],
  ['Package_SO:SOIC-8_3.9x4.9mm_P1.27mm', 'SOIC-8'],
  ['SO8N', 'SOIC-8'],
  ['SOP-8 208mil', 'SOP-8W'],
  ['SOIC-8_5.23x5.23mm_P1.27mm', 'SOP-8W'],
  ['SOT23', 'SOT-23'],
  ['SOT-23-3', 'SOT-23'],
  ['TO-236', 'SOT-23'],
  ['SOT-23-5', 'SOT-23-5'],
  ['SOT25', 'SOT-23-5'],
  ['SOT-753', 'SOT-23-5'],
  ['SOT26', 'SOT-23-6'],
  ['SOT-353', 'SC-70-5'],
  ['TSSOP20', 'TSSOP-20'],
  ['QFN-32-1EP_5x5mm_P0.5mm_EP3.1x3.1mm', 'QFN-32 5x5 P0.5'],
  ['LQFP48 7x7', 'LQFP-48 7x7'],
  ['DO-214AC', 'SMA'],
  ['SOD-123', 'SOD-123'],
  ['SOD-123FL', 'SOD-123FL'],
  ['SC-76', 'SOD-323'],
  ['CAP_3528-21', 'CASE-B'],
  ['WIRELM-SMD_ESP32-C3', 'WIRELM-SMD_ESP32-C3'],
])('%s is %s', (text, name) => {
  expect(parsePackage(text).name).toBe(name)
})

test('a zero that a spreadsheet ate is put back, and said', () => {
  expect(parsePackage('402')).toEqual({ name: '0402', restored: true, ambiguous: false })
  expect(parsePackage('805').name).toBe('0805')
})

test('metric and imperial codes in one column are a question', () => {
  expect(isMetricColumn(['1005', '0603'])).toBe(true)
  expect(isMetricColumn(['0402', '0603'])).toBe(false)
  expect(parsePackage('0603', { metricColumn: true }).ambiguous).toBe(true)
  expect(parsePackage('0603', { metricColumn: true, answer: 'metric' }).name).toBe('0201')
  expect(parsePackage('0603', { metricColumn: true, answer: 'imperial' }).name).toBe('0603')
})

test('a canonical name reads as itself', () => {
  for (const name of [
    '0402',
    '01005',
    'SOIC-8',
    'SOP-8W',
    'SOT-23',
    'SOT-23-5',
    'SC-70-5',
    'LQFP-48 7x7',
    'SMA',
    'SOD-123FL',
    'TSSOP-20',
    'SC-70',
    'TO-220-3',
  ]) {
    expect(parsePackage(name).name).toBe(name)
  }
})

test('names tell chips and through-hole parts', () => {
  expect(looksLikeChipSize('R0603')).toBe(true)
  expect(looksLikeChipSize('SOT-23')).toBe(false)
  expect(mountOfPackage('PinHeader_1x04_P2.54mm_Vertical')).toBe('TH')
  expect(mountOfPackage('SOT-23')).toBeNull()
})
