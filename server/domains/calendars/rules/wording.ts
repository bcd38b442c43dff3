import type { Language } from '@/server/kernel/bilingual'
import { dayShift, distinctZones, zoneName, type ZoneName } from './zones'

/** One clock of an instant, said for a reader of `language`. */
export type ShoreTime = Readonly<{
  zone: string
  /** Key under `calendars:zone`, or null when `label` is Intl's own name. */
  name: ZoneName | null
  label: string
  date: string
  time: string
  /** Days ahead of the first zone of the list. */
  shift: number
}>

const tags = { en: 'en-US', zh: 'zh-CN' } as const satisfies Record<Language, string>
const formats = new Map<string, Intl.DateTimeFormat>()
function format(language: Language, zone: string, what: 'date' | 'dated' | 'time' | 'name'): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${what}`
  let made = formats.get(key)
  if (!made) {
    const shape: Record<typeof what, Intl.DateTimeFormatOptions> = {
      date: { weekday: 'short', month: 'short', day: 'numeric' },
      dated: { year: 'numeric', month: 'short', day: 'numeric' },
      time:
        language === 'en'
          ? { hour: 'numeric', minute: '2-digit', hour12: true }
          : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      name: { timeZoneName: 'shortGeneric' },
    }
    made = new Intl.DateTimeFormat(tags[language], { timeZone: zone, ...shape[what] })
    formats.set(key, made)
  }
  return made
}

/**
 * An instant on every clock that matters, the reader's first; clocks that agree are shown once. China's is
 * called China time, because CST is a time in Chicago as well.
 */
export function shoreTimes(
  instant: Date,
  zones: readonly string[],
  language: Language,
  { year = false }: { year?: boolean } = {},
): ShoreTime[] {
  const [own = 'UTC'] = zones
  return distinctZones(instant, zones).map((zone) => ({
    zone,
    name: zoneName(zone),
    label:
      format(language, zone, 'name')
        .formatToParts(instant)
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone,
    date: format(language, zone, year ? 'dated' : 'date').format(instant),
    time: format(language, zone, 'time').format(instant),
    shift: dayShift(instant, own, zone),
  }))
}

/** The same in one line, for mails and plain text. */
export const shoreLine = (
  instant: Date,
  zones: readonly string[],
  language: Language,
  say: (name: ZoneName) => string,
): string =>
  shoreTimes(instant, zones, language)
    .map(({ name, label, date, time }) => `${date} ${time} ${name === null ? label : say(name)}`)
    .join(' / ')
