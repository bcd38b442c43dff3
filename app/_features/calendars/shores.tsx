'use client'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { formatFor } from '@/app/_lib/format'
import { useLocale } from '@/app/_lib/i18n'
import { specialDay } from '@/server/domains/calendars/rules/holidays'
import { closuresAhead, isOpen, type Closure } from '@/server/domains/calendars/rules/working-days'
import { wallTime } from '@/server/domains/calendars/rules/zones'
import { PlaceClock } from './place-clock'
import classes from './shores.module.css'

export type Place = Readonly<{ key: string; name: string; country: string; timeZone: string }>

const horizonDays = 30

/** Where people work on this: their time, whether they are at work, and the next days they are not. */
export function Shores({ places, own }: { places: readonly Place[]; own: string }) {
  return (
    <ul className={classes.list}>
      {places.map((place) => (
        <Shore key={place.key} place={place} own={own} />
      ))}
    </ul>
  )
}

function Shore({ place, own }: { place: Place; own: string }) {
  const { t } = useTranslation('calendars')
  const now = useMinute()
  const open = now !== null && isOpen(now, place)
  const today = now === null ? null : wallTime(now, place.timeZone).date
  const holiday = today === null ? null : specialDay(place.country, today)
  return (
    <li className={classes.shore}>
      <div className={classes.line}>
        <span className={classes.name}>{place.name}</span>
        <PlaceClock timeZone={place.timeZone} own={own} />
      </div>
      <div className={classes.state} data-open={open || undefined}>
        {now === null
          ? '\u00A0'
          : holiday?.off
            ? t('off', { holiday: t(`holiday.${holiday.holiday}`) })
            : t(open ? 'open' : 'closed')}
      </div>
      {today !== null &&
        closuresAhead(place.country, today, horizonDays)
          .slice(0, 2)
          .map((closure) => <ClosureLine key={closure.first} closure={closure} />)}
    </li>
  )
}

function ClosureLine({ closure: { holiday, first, last, provisional } }: { closure: Closure }) {
  const { t } = useTranslation('calendars')
  // Dates without a clock: read in UTC, where they were written.
  const format = formatFor(useLocale(), 'UTC')
  const [from, to] = [first, last].map((date) => format.shortDay(new Date(date)))
  const name = t(`holiday.${holiday}`)
  return (
    <div className={classes.closure}>
      {first === last
        ? t('closureDay', { holiday: name, first: from })
        : t('closure', { holiday: name, first: from, last: to })}
      {provisional && ` (${t('provisional')})`}
    </div>
  )
}
