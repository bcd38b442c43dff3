'use client'
import { useMemo } from 'react'
import { languageTags } from '@/locales/config'
import { otherLanguage, readIn, type BilingualText, type Language } from '@/server/kernel/bilingual'
import { useLocale } from './i18n'
import { useOptionalViewer } from './viewer'

type Named = Readonly<{ displayNameEn: string; displayNameZh: string }>
type LegalNames = Readonly<{ legalNameEn: string; legalNameZh: string }>

/** Formatters are costly to build: one set per language and zone, shared by every row of every grid. */
function build(locale: Language, timeZone: string) {
  const tag = languageTags[locale]
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone })
  const shortDay = new Intl.DateTimeFormat(tag, { weekday: 'short', month: 'short', day: 'numeric', timeZone })
  const moment = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hour12: locale === 'en', timeZone })
  const count = new Intl.NumberFormat(tag)
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' })
  const list = new Intl.ListFormat(tag, { type: 'disjunction' })
  const collator = new Intl.Collator(locale === 'zh' ? 'zh-Hans-u-co-pinyin' : 'en', { numeric: true })
  return {
    locale,
    timeZone,
    /** Nov 22, 2026 / 2026年11月22日 in the reader's zone. */
    day: (instant: Date) => day.format(instant),
    /** Thu, Nov 26 / 11月26日周四, where the year goes without saying. */
    shortDay: (instant: Date) => shortDay.format(instant),
    moment: (instant: Date) => moment.format(instant),
    clock: (instant: Date) => clock.format(instant),
    count: (value: number | bigint) => count.format(value),
    /** A decimal string such as `1200.500000`, exactly, without trailing zeros. */
    quantity: (decimal: string) => groupDecimal(decimal),
    ago: (instant: Date, now: Date) => relativeTo(relative, instant, now),
    /** One or another of several. */
    list: (items: readonly string[]) => list.format(items),
    compare: (a: string, b: string) => collator.compare(a, b),
    /** The reader's language, or the other one where theirs is missing. */
    text: (text: BilingualText) => readIn(locale, text).text,
    person: (person: Named) =>
      (locale === 'zh' ? person.displayNameZh : person.displayNameEn) || person.displayNameEn || person.displayNameZh,
    org: (org: LegalNames) =>
      (locale === 'zh' ? org.legalNameZh : org.legalNameEn) || org.legalNameEn || org.legalNameZh,
    other: otherLanguage(locale),
  }
}
export type Format = ReturnType<typeof build>

const built = new Map<string, Format>()
/** Formatters for a language and an IANA zone; made once. */
export function formatFor(locale: Language, timeZone: string): Format {
  const key = `${locale} ${timeZone}`
  let format = built.get(key)
  if (!format) built.set(key, (format = build(locale, timeZone)))
  return format
}

/** Groups the digits of a decimal string without ever making it a float. */
export function groupDecimal(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const trimmed = fraction.replace(/0+$/, '')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return trimmed === '' ? grouped : `${grouped}.${trimmed}`
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]
function relativeTo(relative: Intl.RelativeTimeFormat, instant: Date, now: Date): string {
  const gap = instant.getTime() - now.getTime()
  const [unit, size] = steps.findLast(([, size]) => Math.abs(gap) >= size) ?? steps[0] ?? ['minute', 60_000]
  return relative.format(Math.trunc(gap / size), unit)
}

/** Formatters for the reader: their language, their zone. */
export function useFormat(): Format {
  const locale = useLocale()
  const timeZone = useOptionalViewer()?.user.timeZone ?? 'UTC'
  return useMemo(() => formatFor(locale, timeZone), [locale, timeZone])
}
