/** Currencies parts are bought in, the ones of this trade first. */
export const currencies = [
  'USD',
  'CNY',
  'EUR',
  'HKD',
  'JPY',
  'TWD',
  'GBP',
  'KRW',
  'SGD',
  'MYR',
  'THB',
  'INR',
  'VND',
  'CAD',
  'AUD',
  'CHF',
] as const
export type Currency = (typeof currencies)[number]

/** A currency as people write it in a sheet: `RMB`, `￥`, `美元`. */
export function readCurrency(text: string): Currency | null {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  const named: Readonly<Record<string, Currency>> = {
    RMB: 'CNY',
    CNH: 'CNY',
    '¥': 'CNY',
    元: 'CNY',
    人民币: 'CNY',
    $: 'USD',
    US$: 'USD',
    美元: 'USD',
    美金: 'USD',
    '€': 'EUR',
    欧元: 'EUR',
    HK$: 'HKD',
    港币: 'HKD',
    港元: 'HKD',
    日元: 'JPY',
    日币: 'JPY',
    NTD: 'TWD',
    NT$: 'TWD',
    新台币: 'TWD',
    '£': 'GBP',
    英镑: 'GBP',
  }
  return currencies.find((each) => each === plain) ?? named[plain] ?? null
}
