import { describe, expect, test } from 'vitest'
import { addDays, isProvisional, specialDay } from './holidays'
import { addWorkingDays, closuresAhead, dueIn, isOpen, isWorkingDay } from './working-days'

const datesOf = (year: number) =>
  Array.from({ length: 366 }, (_, day) => addDays(`${year}-01-01`, day)).filter((date) => date.startsWith(`${year}-`))

describe('China', () => {
  test('2026 has 248 working days', () => {
    expect(datesOf(2026).filter((date) => isWorkingDay('CN', date))).toHaveLength(248)
  })
  test('weekend days worked in exchange are working days', () => {
    const worked = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']
    expect(worked.filter((date) => isWorkingDay('CN', date))).toEqual(worked)
  })
  test.each([
    ['2026-02-10', 5, '2026-02-24'],
    ['2026-02-10', 10, '2026-03-02'],
    ['2026-09-28', 5, '2026-10-10'],
    ['2026-09-18', 3, '2026-09-22'],
    ['2026-04-30', 3, '2026-05-08'],
    ['2026-06-18', 1, '2026-06-22'],
  ])('%s and %i working days', (from, days, to) => {
    expect(addWorkingDays('CN', from, days)).toBe(to)
  })
  test('2027 is known only as far as the law fixes it, and says so', () => {
    expect(isProvisional('CN', 2026)).toBe(false)
    expect(isProvisional('CN', 2027)).toBe(true)
    expect(specialDay('CN', '2027-02-05')).toEqual({ holiday: 'springFestival', off: true, provisional: true })
    expect(specialDay('CN', '2027-02-08')?.holiday).toBe('springFestival')
    expect(specialDay('CN', '2027-02-09')).toBeNull()
    expect(datesOf(2027).filter((date) => specialDay('CN', date)?.off)).toHaveLength(13)
    expect(specialDay('CN', '2030-02-02')?.holiday).toBe('springFestival')
    expect(specialDay('CN', '2030-02-05')?.off).toBe(true)
    expect(specialDay('CN', '2030-02-06')).toBeNull()
  })
})

describe('United States', () => {
  test('federal holidays of 2026', () => {
    expect(datesOf(2026).filter((date) => specialDay('US', date)?.off)).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ])
  })
  test('a New Year on Saturday is kept in the old year', () => {
    expect(specialDay('US', '2027-12-31')?.holiday).toBe('newYear')
    expect(specialDay('US', '2028-01-01')).toBeNull()
  })
})

test('elsewhere only weekends are off', () => {
  expect(isWorkingDay('DE', '2026-12-25')).toBe(true)
  expect(isWorkingDay('DE', '2026-12-26')).toBe(false)
})

describe('due in the hours of whoever acts', () => {
  const factory = { country: 'CN', timeZone: 'Asia/Shanghai' }
  const brand = { country: 'US', timeZone: 'America/Los_Angeles' }
  test.each([
    // Received 10:00 on a Monday in Shenzhen.
    ['2026-11-23T02:00:00Z', 2, factory, '2026-11-25T10:00:00.000Z'],
    // 17:29 is still today, 17:30 is tomorrow.
    ['2026-11-23T09:29:00Z', 1, factory, '2026-11-24T10:00:00.000Z'],
    ['2026-11-23T09:30:00Z', 1, factory, '2026-11-25T10:00:00.000Z'],
    // A Saturday, over to Monday.
    ['2026-11-21T04:00:00Z', 1, factory, '2026-11-23T10:00:00.000Z'],
    // Just before Thanksgiving, in winter time.
    ['2026-11-25T18:00:00Z', 1, brand, '2026-11-28T02:00:00.000Z'],
    // Across the end of daylight saving the clock stays at 18:00.
    ['2026-10-30T17:00:00Z', 1, brand, '2026-11-03T02:00:00.000Z'],
  ])('received %s, %i days', (received, days, side, expected) => {
    expect(dueIn(new Date(received), days, side).at.toISOString()).toBe(expected)
  })
  test('a date that may still move is marked', () => {
    expect(dueIn(new Date('2026-12-30T02:00:00Z'), 1, factory).provisional).toBe(false)
    expect(dueIn(new Date('2026-12-31T02:00:00Z'), 1, factory).provisional).toBe(true)
  })
})

test('closures ahead carry the weekends they touch', () => {
  expect(closuresAhead('US', '2026-11-22', 14)).toEqual([
    { holiday: 'thanksgiving', first: '2026-11-26', last: '2026-11-26', provisional: false },
  ])
  expect(closuresAhead('CN', '2026-09-21', 30)).toEqual([
    { holiday: 'midAutumn', first: '2026-09-25', last: '2026-09-27', provisional: false },
    { holiday: 'nationalDay', first: '2026-10-01', last: '2026-10-07', provisional: false },
  ])
  expect(closuresAhead('CN', '2026-11-22', 14)).toEqual([])
})

test('open is nine to six on a working day', () => {
  const factory = { country: 'CN', timeZone: 'Asia/Shanghai' }
  expect(isOpen(new Date('2026-11-23T01:00:00Z'), factory)).toBe(true)
  expect(isOpen(new Date('2026-11-23T10:00:00Z'), factory)).toBe(false)
  expect(isOpen(new Date('2026-11-22T03:00:00Z'), factory)).toBe(false)
})
