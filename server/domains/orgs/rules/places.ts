import type { OrgKind } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'

/** Where organisations of this trade sit, with the zone and currency most of them use; every other country works too. */
export const commonCountries = {
  CN: { timeZone: 'Asia/Shanghai', currency: 'CNY' },
  HK: { timeZone: 'Asia/Hong_Kong', currency: 'USD' },
  TW: { timeZone: 'Asia/Taipei', currency: 'USD' },
  US: { timeZone: 'America/Los_Angeles', currency: 'USD' },
  CA: { timeZone: 'America/Toronto', currency: 'CAD' },
  GB: { timeZone: 'Europe/London', currency: 'GBP' },
  DE: { timeZone: 'Europe/Berlin', currency: 'EUR' },
  FR: { timeZone: 'Europe/Paris', currency: 'EUR' },
  NL: { timeZone: 'Europe/Amsterdam', currency: 'EUR' },
  IT: { timeZone: 'Europe/Rome', currency: 'EUR' },
  SE: { timeZone: 'Europe/Stockholm', currency: 'SEK' },
  CH: { timeZone: 'Europe/Zurich', currency: 'CHF' },
  JP: { timeZone: 'Asia/Tokyo', currency: 'JPY' },
  KR: { timeZone: 'Asia/Seoul', currency: 'KRW' },
  SG: { timeZone: 'Asia/Singapore', currency: 'USD' },
  MY: { timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR' },
  VN: { timeZone: 'Asia/Ho_Chi_Minh', currency: 'USD' },
  TH: { timeZone: 'Asia/Bangkok', currency: 'THB' },
  IN: { timeZone: 'Asia/Kolkata', currency: 'INR' },
  AU: { timeZone: 'Australia/Sydney', currency: 'AUD' },
  MX: { timeZone: 'America/Mexico_City', currency: 'USD' },
} as const satisfies Record<string, { timeZone: string; currency: string }>
export type CommonCountry = keyof typeof commonCountries
export const isCommonCountry = (code: string): code is CommonCountry => Object.hasOwn(commonCountries, code)

export const currencies = [
  ...new Set(['USD', 'CNY', 'EUR', 'HKD', ...Object.values(commonCountries).map(({ currency }) => currency)]),
]

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
