/**
 * One instant on two shores. Offsets and daylight saving come from Intl's zone data, never from a table of ours; China
 * has had one offset and no daylight saving since 1991.
 */

/** A wall clock somewhere: `date` is `YYYY-MM-DD`, `weekday` 0 is Sunday. */
export type WallTime = Readonly<{ date: string; hour: number; minute: number; weekday: number }>

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  return format
}

export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** The wall clock of a zone as if it were UTC, in milliseconds. */
function wallMs(instant: Date, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Minutes ahead of UTC at that instant: 480 in Shanghai, -480 or -420 in Los Angeles. */
export function offsetMinutes(instant: Date, zone: string): number {
  const whole = Math.floor(instant.getTime() / 1_000) * 1_000
  return (wallMs(instant, zone) - whole) / 60_000
}

export function wallTime(instant: Date, zone: string): WallTime {
  const wall = new Date(wallMs(instant, zone))
  return {
    date: wall.toISOString().slice(0, 10),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    weekday: wall.getUTCDay(),
  }
}

/**
 * The instant of a wall clock. A time that spring skips moves forward by the gap; of a time that autumn repeats the
 * first is meant.
 */
export function instantAt(date: string, hour: number, minute: number, zone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  const candidates = [wall - 86_400_000, wall + 86_400_000].map(
    (near) => new Date(wall - offsetMinutes(new Date(near), zone) * 60_000),
  )
  const exact = candidates.filter((instant) => wallMs(instant, zone) === wall)
  const [first, second] = exact.length > 0 ? exact : candidates
  if (!first) return new Date(wall)
  return second && exact.length > 0 && second < first ? second : first
}

/** How many calendar days the other zone is ahead (1), behind (-1) or level (0) at an instant. */
export function dayShift(instant: Date, own: string, other: string): number {
  const days = [other, own].map((zone) => Date.parse(wallTime(instant, zone).date)) as [number, number]
  return Math.round((days[0] - days[1]) / 86_400_000)
}

/** Zones people on both shores call by a name of their own; the names are in `locales/<language>/calendars.json`. */
const named = {
  'Asia/Shanghai': 'china',
  'Asia/Chongqing': 'china',
  'Asia/Harbin': 'china',
  'Asia/Urumqi': 'china',
  'America/Los_Angeles': 'pacific',
  'America/Denver': 'mountain',
  'America/Chicago': 'central',
  'America/New_York': 'eastern',
  UTC: 'utc',
} as const
export type ZoneName = (typeof named)[keyof typeof named]
const isNamed = (zone: string): zone is keyof typeof named => Object.hasOwn(named, zone)
/** "CST" means two things, so China is never abbreviated; null for zones Intl has to name. */
export const zoneName = (zone: string): ZoneName | null => (isNamed(zone) ? named[zone] : null)

/** Zones to show side by side, each clock once: two names for one clock at that instant count as one. */
export function distinctZones(instant: Date, zones: readonly string[]): string[] {
  const seen = new Set<number>()
  return zones.filter((zone) => {
    const offset = offsetMinutes(instant, zone)
    return seen.has(offset) ? false : Boolean(seen.add(offset))
  })
}
