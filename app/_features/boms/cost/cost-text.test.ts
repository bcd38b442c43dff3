import { expect, it } from 'vitest'
import { amountText, deltaText, moneyText, percentText } from './cost-text'

it.each([
  [0n, '0.00'],
  [1_234_500_000n, '1,234.50'],
  [12_500n, '0.0125'],
  [-1_234_500_000n, '-1,234.50'],
  [123_456_789_010_000_000n, '123,456,789,010.00'],
])('%s millionths are %s', (micros, text) => expect(amountText(micros)).toBe(text))

it('says the currency, signs and shares', () => {
  expect(moneyText(1_500_000n, 'USD')).toBe('1.50 USD')
  expect(moneyText(null, 'USD')).toBe('')
  expect([deltaText(5_000_000n), deltaText(-5_000_000n), deltaText(0n)]).toEqual(['+5.00', '−5.00', '0.00'])
  expect([percentText(-103), percentText(40), percentText(0), percentText(571, false)]).toEqual([
    '−10.3',
    '+4',
    '0',
    '57.1',
  ])
})
