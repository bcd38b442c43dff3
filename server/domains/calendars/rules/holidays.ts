/** A day that differs from its weekday: off on a weekday, or worked on a weekend. */
export type SpecialDay = Readonly<{ holiday: Holiday; off: boolean; provisional: boolean }>
export const holidays = [
  'newYear',
  'springFestival',
  'qingming',
  'labourDay',
  'dragonBoat',
  'midAutumn',
  'nationalDay',
  'martinLutherKing',
  'presidents',
  'memorial',
  'juneteenth',
  'independence',
  'labor',
  'columbus',
  'veterans',
  'thanksgiving',
  'christmas',
] as const
export type Holiday = (typeof holidays)[number]

const dayMs = 86_400_000
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
export const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay()

/** `[holiday, first day off, days]` and the weekend days worked instead. */
type ChineseYear = Readonly<{
  off: readonly (readonly [Holiday, string, number])[]
  worked: readonly (readonly [Holiday, string])[]
}>

/** As announced by the State Council in November of the year before; one entry per announcement. */
const announced: Record<number, ChineseYear> = {
  2026: {
    off: [
      ['newYear', '01-01', 3],
      ['springFestival', '02-15', 9],
      ['qingming', '04-04', 3],
      ['labourDay', '05-01', 5],
      ['dragonBoat', '06-19', 3],
      ['midAutumn', '09-25', 3],
      ['nationalDay', '10-01', 7],
    ],
    worked: [
      ['newYear', '01-04'],
      ['springFestival', '02-14'],
      ['springFestival', '02-28'],
      ['labourDay', '05-09'],
      ['nationalDay', '09-20'],
      ['nationalDay', '10-10'],
    ],
  },
}

/**
 * New Year's Day, Dragon Boat and Mid-Autumn of the lunar calendar, and Qingming. A table on purpose: the lunar calendar
 * of ICU is a day off where a new moon falls close to midnight in Beijing (2027, 2030).
 */
const lunar: Record<number, readonly [spring: string, qingming: string, dragonBoat: string, midAutumn: string]> = {
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
}

/** What the law fixes (decree in force since 2025: 13 days). Bridges and worked weekends come with the announcement. */
function statutory(year: number): ChineseYear | null {
  const dates = lunar[year]
  if (!dates) return null
  const [spring, qingming, dragonBoat, midAutumn] = dates
  return {
    off: [
      ['newYear', '01-01', 1],
      ['springFestival', addDays(`${year}-${spring}`, -1).slice(5), 4],
      ['qingming', qingming, 1],
      ['labourDay', '05-01', 2],
      ['dragonBoat', dragonBoat, 1],
      ['midAutumn', midAutumn, 1],
      ['nationalDay', '10-01', 3],
    ],
    worked: [],
  }
}

type Days = ReadonlyMap<string, SpecialDay>

function chinese(year: number): Days {
  const official = announced[year]
  const known = official ?? statutory(year)
  const provisional = official === undefined
  const days = new Map<string, SpecialDay>()
  for (const [holiday, first, count] of known?.off ?? []) {
    for (let day = 0; day < count; day++)
      days.set(addDays(`${year}-${first}`, day), { holiday, off: true, provisional })
  }
  for (const [holiday, day] of known?.worked ?? []) days.set(`${year}-${day}`, { holiday, off: false, provisional })
  return days
}

/** Day of the month of the n-th weekday; -1 is the last one. */
function nth(year: number, month: number, weekday: number, n: number): string {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  if (n > 0) return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7)
  const last = addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`, -1)
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7))
}
/** Federal rule: a Saturday holiday is kept on Friday, a Sunday holiday on Monday. */
const observed = (date: string): string => addDays(date, { 6: -1, 0: 1 }[weekdayOf(date)] ?? 0)

function american(year: number): Days {
  const dates: [Holiday, string][] = [
    ['newYear', observed(`${year}-01-01`)],
    ['martinLutherKing', nth(year, 1, 1, 3)],
    ['presidents', nth(year, 2, 1, 3)],
    ['memorial', nth(year, 5, 1, -1)],
    ['juneteenth', observed(`${year}-06-19`)],
    ['independence', observed(`${year}-07-04`)],
    ['labor', nth(year, 9, 1, 1)],
    ['columbus', nth(year, 10, 1, 2)],
    ['veterans', observed(`${year}-11-11`)],
    ['thanksgiving', nth(year, 11, 4, 4)],
    ['christmas', observed(`${year}-12-25`)],
    // Kept on 31 December when 1 January is a Saturday.
    ['newYear', observed(`${year + 1}-01-01`)],
  ]
  return new Map(dates.map(([holiday, date]) => [date, { holiday, off: true, provisional: false }]))
}

const years = new Map<string, Days>()
const none: Days = new Map()
function daysOf(country: string, year: number): Days {
  const key = `${country} ${year}`
  let days = years.get(key)
  if (!days) {
    days = country === 'CN' ? chinese(year) : country === 'US' ? american(year) : none
    years.set(key, days)
  }
  return days
}

/** What is special about a day (`YYYY-MM-DD`) in a country (`CN`, `US`; others have weekends only). */
export const specialDay = (country: string, date: string): SpecialDay | null =>
  daysOf(country, Number(date.slice(0, 4))).get(date) ?? null

/** China's days of a year are only as good as the announcement; before it they may still move. */
export const isProvisional = (country: string, year: number): boolean =>
  country === 'CN' && announced[year] === undefined
