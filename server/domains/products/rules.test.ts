import { describe, expect, test } from 'vitest'
import {
  closeGrants,
  codePattern,
  invitationExpiry,
  invitationStanding,
  isSubVertical,
  maskEmail,
  phaseNeedsReason,
  phases,
  phaseStep,
  tidyCode,
  verticalNames,
  verticals,
} from './rules'

test('phases go one step forward freely; back and jumps need a reason', () => {
  expect(phaseStep('concept', 'evt')).toBe('forward')
  expect(phaseStep('evt', 'evt')).toBe('same')
  const free = phases.flatMap((from) =>
    phases.filter((to) => from !== to && !phaseNeedsReason(from, to)).map((to) => `${from}>${to}`),
  )
  expect(free).toEqual(['concept>evt', 'evt>dvt', 'dvt>pvt', 'pvt>mp'])
})

test('prices bring the BOM they stand in, and grants keep one order', () => {
  expect(closeGrants(['prices'])).toEqual(['boms', 'prices'])
  expect(closeGrants(['firmware', 'specs', 'specs'])).toEqual(['specs', 'firmware'])
  expect(closeGrants([])).toEqual([])
})

test('codes are tidied as people type them, full width included', () => {
  expect(tidyCode(' sh 100 ')).toBe('SH-100')
  expect(tidyCode('ＳＨ－１００')).toBe('SH-100')
  expect(['SH-100', 'A1', 'V2.1-B'].every((code) => codePattern.test(code))).toBe(true)
  expect(['A', '-SH', 'SH-', 'SH/100', '传感器', 'X'.repeat(21)].some((code) => codePattern.test(code))).toBe(false)
})

test('the list of verticals is the keys of the table', () => {
  expect<string[]>([...verticalNames]).toEqual(Object.keys(verticals))
  expect(isSubVertical('home', 'security')).toBe(true)
  expect(isSubVertical('home', 'watch')).toBe(false)
})

describe('an invitation', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  test('lasts a fortnight', () => {
    expect(invitationExpiry(now).toISOString()).toBe('2026-12-06T10:00:00.000Z')
  })
  test('expires by the clock, to the millisecond', () => {
    const expires = new Date('2026-11-22T10:00:00Z')
    expect(invitationStanding({ state: 'invited', expires }, new Date(now.getTime() - 1))).toBe('open')
    expect(invitationStanding({ state: 'invited', expires }, now)).toBe('expired')
    expect(invitationStanding({ state: 'active', expires: null }, now)).toBe('accepted')
    expect(invitationStanding({ state: 'declined', expires }, now)).toBe('declined')
  })
  test('shows an address only so far that its owner knows it', () => {
    expect(maskEmail('li.wei@factory.cn')).toBe('li…@factory.cn')
    expect(maskEmail('a@b.cn')).toBe('a…@b.cn')
  })
})
