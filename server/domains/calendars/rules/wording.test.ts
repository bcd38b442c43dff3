import { expect, test } from 'vitest'
import { shoreLine, shoreTimes } from './wording'

const instant = new Date('2026-12-07T03:00:00Z')
const zones = ['America/Los_Angeles', 'Asia/Shanghai']
const say = (name: string) => `<${name}>`

test('the reader hears their own clock first, then the other shore', () => {
  expect(shoreLine(instant, zones, 'en', say)).toBe('Sun, Dec 6 7:00 PM <pacific> / Mon, Dec 7 11:00 AM <china>')
  expect(shoreLine(instant, zones.toReversed(), 'zh', say)).toBe(
    '12月7日周一 11:00 <china> / 12月6日周日 19:00 <pacific>',
  )
})

test('the other shore may be on another day', () => {
  expect(shoreTimes(instant, zones, 'en').map(({ shift }) => shift)).toEqual([0, 1])
})

test('a zone without a name of ours keeps the one Intl knows', () => {
  expect(shoreTimes(instant, ['Europe/Berlin'], 'en')).toMatchObject([
    { name: null, label: 'Germany Time', time: '4:00 AM' },
  ])
})

test('what is read years later says the year', () => {
  expect(shoreTimes(instant, zones, 'en', { year: true }).map(({ date }) => date)).toEqual([
    'Dec 6, 2026',
    'Dec 7, 2026',
  ])
  expect(shoreTimes(instant, zones, 'zh', { year: true })[1]?.date).toBe('2026年12月7日')
})
