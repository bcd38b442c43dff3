'use client'
import { useTranslation } from 'react-i18next'
import { useLocale } from '@/app/_lib/i18n'
import { useOptionalViewer } from '@/app/_lib/viewer'
import { shoreTimes } from '@/server/domains/calendars/rules/wording'
import classes from './both-times.module.css'

const shores = ['America/Los_Angeles', 'Asia/Shanghai']

type Props = {
  instant: Date
  zones?: readonly string[]
  /** For what may be read years later, instead of the weekday. */
  year?: boolean
}

/**
 * A deadline on the reader's clock and on the other shore's, so that nobody computes. `zones` are those of the people it
 * concerns; without any, the two shores.
 */
export function BothTimes({ instant, zones = shores, year = false }: Props) {
  const { t } = useTranslation('calendars')
  const locale = useLocale()
  const own = useOptionalViewer()?.user.timeZone
  // Where everybody concerned shares one clock, the other shore is still named.
  const wanted = [...new Set([...(own ? [own] : []), ...zones])]
  const shown = shoreTimes(instant, wanted.length > 1 ? wanted : [...wanted, ...shores], locale, { year })
  return (
    <time dateTime={instant.toISOString()} className={classes.times}>
      {shown.map(({ zone, name, label, date, time }) => (
        <span key={zone} className={classes.time}>
          {date} {time} <span className={classes.zone}>{name === null ? label : t(`zone.${name}`)}</span>
        </span>
      ))}
    </time>
  )
}
