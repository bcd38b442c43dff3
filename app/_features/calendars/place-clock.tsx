'use client'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { formatFor } from '@/app/_lib/format'
import { useLocale } from '@/app/_lib/i18n'
import { dayShift } from '@/server/domains/calendars/rules/zones'
import classes from './place-clock.module.css'

/** What time it is somewhere, and whether that is still the reader's day: `09:12 tomorrow`. */
export function PlaceClock({ timeZone, own }: { timeZone: string; own: string }) {
  const { t } = useTranslation('calendars')
  const locale = useLocale()
  const now = useMinute()
  if (now === null) return <span className={classes.clock}>--:--</span>
  const shift = dayShift(now, own, timeZone)
  return (
    <time dateTime={now.toISOString()} className={classes.clock}>
      {formatFor(locale, timeZone).clock(now)}
      {shift !== 0 && <span className={classes.day}> {t(shift > 0 ? 'day.tomorrow' : 'day.yesterday')}</span>}
    </time>
  )
}
