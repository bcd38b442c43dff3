import type { OrgKind } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'

/** Where organisations of this trade sit, with the zone and currency most of them use; every other country works too. */
export const commonCountries = {
  AE: { timeZone: 'Asia/Dubai', currency: 'AED' },
  AT: { timeZone: 'Europe/Vienna', currency: 'EUR' },
  AU: { timeZone: 'Australia/Sydney', currency: 'AUD' },
  BE: { timeZone: 'Europe/Brussels', currency: 'EUR' },
  BR: { timeZone: 'America/Sao_Paulo', currency: 'BRL' },
  CA: { timeZone: 'America/Toronto', currency: 'CAD' },
  CH: { timeZone: 'Europe/Zurich', currency: 'CHF' },
  CN: { timeZone: 'Asia/Shanghai', currency: 'CNY' },
  CZ: { timeZone: 'Europe/Prague', currency: 'CZK' },
  DE: { timeZone: 'Europe/Berlin', currency: 'EUR' },
  DK: { timeZone: 'Europe/Copenhagen', currency: 'DKK' },
  ES: { timeZone: 'Europe/Madrid', currency: 'EUR' },
  FI: { timeZone: 'Europe/Helsinki', currency: 'EUR' },
  FR: { timeZone: 'Europe/Paris', currency: 'EUR' },
  GB: { timeZone: 'Europe/London', currency: 'GBP' },
  HK: { timeZone: 'Asia/Hong_Kong', currency: 'USD' },
  ID: { timeZone: 'Asia/Jakarta', currency: 'USD' },
  IE: { timeZone: 'Europe/Dublin', currency: 'EUR' },
  IL: { timeZone: 'Asia/Jerusalem', currency: 'USD' },
  IN: { timeZone: 'Asia/Kolkata', currency: 'INR' },
  IT: { timeZone: 'Europe/Rome', currency: 'EUR' },
  JP: { timeZone: 'Asia/Tokyo', currency: 'JPY' },
  KR: { timeZone: 'Asia/Seoul', currency: 'KRW' },
  MX: { timeZone: 'America/Mexico_City', currency: 'USD' },
  MY: { timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR' },
  NL: { timeZone: 'Europe/Amsterdam', currency: 'EUR' },
  NO: { timeZone: 'Europe/Oslo', currency: 'NOK' },
  NZ: { timeZone: 'Pacific/Auckland', currency: 'NZD' },
  PH: { timeZone: 'Asia/Manila', currency: 'USD' },
  PL: { timeZone: 'Europe/Warsaw', currency: 'PLN' },
  PT: { timeZone: 'Europe/Lisbon', currency: 'EUR' },
  SE: { timeZone: 'Europe/Stockholm', currency: 'SEK' },
  SG: { timeZone: 'Asia/Singapore', currency: 'USD' },
  TH: { timeZone: 'Asia/Bangkok', currency: 'THB' },
  TR: { timeZone: 'Europe/Istanbul', currency: 'USD' },
  TW: { timeZone: 'Asia/Taipei', currency: 'USD' },
  US: { timeZone: 'America/Los_Angeles', currency: 'USD' },
  VN: { timeZone: 'Asia/Ho_Chi_Minh', currency: 'USD' },
} as const satisfies Record<string, { timeZone: string; currency: string }>
export type CommonCountry = keyof typeof commonCountries
export const isCommonCountry = (code: string): code is CommonCountry => Object.hasOwn(commonCountries, code)

/** Currencies to choose from, the two of this trade first. */
export const currencies = [
  'USD',
  'CNY',
  'EUR',
  'HKD',
  'AED',
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'CZK',
  'DKK',
  'GBP',
  'INR',
  'JPY',
  'KRW',
  'MYR',
  'NOK',
  'NZD',
  'PLN',
  'SEK',
  'THB',
] as const

export type OrgDefaults = Readonly<{ kind: OrgKind; country: string; timeZone: string; currency: string }>

/**
 * What to fill in for a new organisation from what the browser tells: the zone names the country where it can, the
 * language decides the rest. Chinese readers mostly come for a factory.
 */
export function defaultsFor(language: Language, timeZone: string): OrgDefaults {
  const byZone = Object.entries(commonCountries).find(([, place]) => place.timeZone === timeZone)?.[0]
  const american = timeZone.startsWith('America/') && byZone === undefined ? 'US' : undefined
  const chinese = ['Asia/Chongqing', 'Asia/Harbin', 'Asia/Urumqi', 'PRC'].includes(timeZone) ? 'CN' : undefined
  const country = byZone ?? american ?? chinese ?? (language === 'zh' ? 'CN' : 'US')
  const place = isCommonCountry(country) ? commonCountries[country] : commonCountries.US
  return {
    kind: language === 'zh' ? 'manufacturer' : 'brand',
    country,
    timeZone: american || chinese ? timeZone : place.timeZone,
    currency: place.currency,
  }
}
