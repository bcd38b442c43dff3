import { addDays, isProvisional, specialDay, weekdayOf, type Holiday } from './holidays'
import { instantAt, wallTime } from './zones'

/** A place people work at: its country decides the holidays, its zone the clock. */
export type Workplace = Readonly<{ country: string; timeZone: string }>

/** Five days a week, minus holidays, plus the weekend days China works in exchange. */
export function isWorkingDay(country: string, date: string): boolean {
  const special = specialDay(country, date)
  if (special) return !special.off
  const weekday = weekdayOf(date)
  return weekday !== 0 && weekday !== 6
}

/** The working day `days` after a date; the date itself does not count. */
export function addWorkingDays(country: string, date: string, days: number): string {
  let [day, left] = [date, days]
  while (left > 0) {
    day = addDays(day, 1)
    if (isWorkingDay(country, day)) left--
  }
  return day
}

const closing = { hour: 18, minute: 0 }
/** Minutes after midnight from which something received counts as received the next day. */
const lateFrom = 17 * 60 + 30

export type Due = Readonly<{ at: Date; date: string; provisional: boolean }>

/**
 * When something received at `received` is due in so many working days of whoever has to act: at 18:00 their time,
 * counted from the next working day after receipt. Arriving after 17:30 is arriving the next day.
 */
export function dueIn(received: Date, days: number, acting: Workplace): Due {
  const local = wallTime(received, acting.timeZone)
  const start = local.hour * 60 + local.minute >= lateFrom ? addDays(local.date, 1) : local.date
  const date = addWorkingDays(acting.country, start, days)
  return {
    at: instantAt(date, closing.hour, closing.minute, acting.timeZone),
    date,
    provisional: isProvisional(acting.country, Number(date.slice(0, 4))),
  }
}

export type Closure = Readonly<{ holiday: Holiday; first: string; last: string; provisional: boolean }>

/** Stretches without work that a holiday causes, touching weekends included, starting within `horizon` days or running. */
export function closuresAhead(country: string, from: string, horizon: number): Closure[] {
  const found: Closure[] = []
  let day = from
  const end = addDays(from, horizon)
  while (day <= end) {
    if (isWorkingDay(country, day)) {
      day = addDays(day, 1)
      continue
    }
    const first = day
    const causes: { holiday: Holiday; provisional: boolean }[] = []
    while (!isWorkingDay(country, day)) {
      const special = specialDay(country, day)
      if (special) causes.push(special)
      day = addDays(day, 1)
    }
    const [cause] = causes
    if (cause) found.push({ holiday: cause.holiday, first, last: addDays(day, -1), provisional: cause.provisional })
  }
  return found
}

/** Whether people there are at work now, as far as anyone can know: 9 to 18 on a working day. */
export function isOpen(instant: Date, { country, timeZone }: Workplace): boolean {
  const { date, hour } = wallTime(instant, timeZone)
  return isWorkingDay(country, date) && hour >= 9 && hour < closing.hour
}
