import { describe as group, expect, it } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { describe, lineLabel, priceText } from './line-text'

group('describe', () => {
  it('shows the reader’s language and marks the other one', () => {
    const both = { description: bilingual('en', 'Resistor', '电阻'), name: '' }
    expect(describe(both, 'zh')).toEqual({ text: '电阻', foreign: null })
    const one = { description: bilingual('en', 'Resistor'), name: '' }
    expect(describe(one, 'zh')).toEqual({ text: 'Resistor', foreign: 'en' })
  })
  it('puts a name in the reader’s language before a text in the other', () =>
    expect(describe({ description: bilingual('en', 'Piezo sounder'), name: '蜂鸣片' }, 'zh')).toEqual({
      text: '蜂鸣片 · Piezo sounder',
      foreign: null,
    }))
  it('falls back to the name', () =>
    expect(describe({ description: bilingual('en', ''), name: '贴片电阻' }, 'en')).toEqual({
      text: '贴片电阻',
      foreign: null,
    }))
})

group('priceText', () => {
  it.each([
    ['12500', 'USD', '0.0125 USD'],
    ['1950000', 'CNY', '1.95 CNY'],
    ['3000000', null, '3'],
    ['1', 'USD', '0.000001 USD'],
    [null, 'USD', ''],
  ])('%s %s is %s', (micros, currency, text) => expect(priceText(micros, currency)).toBe(text))
})

group('lineLabel', () => {
  it('names a line by what identifies it', () => {
    const line = { refs: 'R1', mpn: 'RC0402', ipn: '', value: '10k', position: 4 }
    expect(lineLabel(line)).toBe('R1 · RC0402')
    expect(lineLabel({ ...line, refs: '', mpn: '', value: '' })).toBe('4')
  })
})
