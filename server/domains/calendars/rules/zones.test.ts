import { describe, expect, test } from 'vitest'
import { dayShift, distinctZones, instantAt, isZone, offsetMinutes, wallTime, zoneName } from './zones'

const pacific = 'America/Los_Angeles'
const eastern = 'America/New_York'
const china = 'Asia/Shanghai'
const at = (instant: string) => new Date(instant)

test('daylight saving starts and ends when the law says', () => {
  const turns = [
    ['2026-03-08', '2026-11-01'],
    ['2027-03-14', '2027-11-07'],
    ['2028-03-12', '2028-11-05'],
  ] as const
  for (const [spring, autumn] of turns) {
    expect(offsetMinutes(at(`${spring}T09:59:59Z`), pacific)).toBe(-480)
    expect(offsetMinutes(at(`${spring}T10:00:00Z`), pacific)).toBe(-420)
    expect(offsetMinutes(at(`${autumn}T08:59:59Z`), pacific)).toBe(-420)
    expect(offsetMinutes(at(`${autumn}T09:00:00Z`), pacific)).toBe(-480)
    expect(offsetMinutes(at(`${spring}T10:00:00Z`), china)).toBe(480)
  }
})

describe('China is 15 or 16 hours ahead of Pacific time, 12 or 13 ahead of Eastern', () => {
  const rows: [string, string, string, string, string][] = [
    // China time, Pacific summer, Pacific winter, Eastern summer, Eastern winter; - is the day before
    ['08:00', '-17:00', '-16:00', '-20:00', '-19:00'],
    ['09:00', '-18:00', '-17:00', '-21:00', '-20:00'],
    ['11:00', '-20:00', '-19:00', '-23:00', '-22:00'],
    ['20:00', '05:00', '04:00', '08:00', '07:00'],
    ['21:00', '06:00', '05:00', '09:00', '08:00'],
    ['22:00', '07:00', '06:00', '10:00', '09:00'],
  ]
  const shown = (instant: Date, zone: string) => {
    const { hour, minute } = wallTime(instant, zone)
    const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    return dayShift(instant, china, zone) === -1 ? `-${clock}` : clock
  }
  test.each(rows)('%s in China', (time, ...expected) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const [summer, winter] = [
      instantAt('2026-07-15', hour, minute, china),
      instantAt('2026-12-15', hour, minute, china),
    ]
    expect([shown(summer, pacific), shown(winter, pacific), shown(summer, eastern), shown(winter, eastern)]).toEqual(
      expected,
    )
  })
})

test('a wall clock and its instant are two names for one thing', () => {
  expect(instantAt('2026-11-22', 18, 0, china).toISOString()).toBe('2026-11-22T10:00:00.000Z')
  expect(instantAt('2026-07-04', 0, 30, pacific).toISOString()).toBe('2026-07-04T07:30:00.000Z')
  // Skipped by spring: 02:30 does not exist and becomes 03:30.
  expect(wallTime(instantAt('2026-03-08', 2, 30, pacific), pacific)).toMatchObject({ hour: 3, minute: 30 })
  // Repeated by autumn: the first 01:30, still in daylight saving.
  expect(instantAt('2026-11-01', 1, 30, pacific).toISOString()).toBe('2026-11-01T08:30:00.000Z')
})

test('a Sunday evening in California is Monday in Shenzhen', () => {
  const instant = at('2026-11-23T01:12:00Z')
  expect(wallTime(instant, pacific)).toEqual({ date: '2026-11-22', hour: 17, minute: 12, weekday: 0 })
  expect(wallTime(instant, china)).toEqual({ date: '2026-11-23', hour: 9, minute: 12, weekday: 1 })
  expect(dayShift(instant, pacific, china)).toBe(1)
  expect(dayShift(instant, china, pacific)).toBe(-1)
})

test('zones with a name of their own, and those without', () => {
  expect(zoneName('Asia/Shanghai')).toBe('china')
  expect(zoneName('America/Los_Angeles')).toBe('pacific')
  expect(zoneName('Europe/Berlin')).toBeNull()
  expect(isZone('Europe/Berlin')).toBe(true)
  expect(isZone('Mars/Olympus')).toBe(false)
})

test('one clock is shown once', () => {
  const instant = at('2026-11-22T10:00:00Z')
  expect(distinctZones(instant, [china, 'Asia/Chongqing', pacific])).toEqual([china, pacific])
})
