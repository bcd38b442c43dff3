import { describe, expect, test } from 'vitest'
import { memberRoles } from '@/server/kernel/actor'
import { eqLifecycle } from '../lifecycle'
import { eqDue } from './eq-due'
import { ballWith, decidingRoles, eqCode, mayDecide, mayReopen, mayWithdraw, type EqSides } from './engineering-query'

const shenzhen = { country: 'CN', timeZone: 'Asia/Shanghai' }
const oakland = { country: 'US', timeZone: 'America/Los_Angeles' }

describe('due one working day of whoever has to answer', () => {
  test.each([
    // Wednesday, the last evening before Golden Week: Wednesday 02:00 in Oakland, where Thursday is a working day.
    ['2026-09-30T17:00:00+08:00', oakland, '2026-10-01T18:00:00-07:00'],
    // A Friday in Shenzhen is a Friday in Oakland, whose next working day is Monday.
    ['2026-09-18T17:00:00+08:00', oakland, '2026-09-21T18:00:00-07:00'],
    // The Friday that China has off for Mid-Autumn changes nothing for the side that answers.
    ['2026-09-25T17:00:00+08:00', oakland, '2026-09-28T18:00:00-07:00'],
    // Friday morning in Shenzhen is Thursday five o'clock in Oakland; an hour later it counts as Friday, and after the
    // weekend comes Labor Day.
    ['2026-09-04T08:00:00+08:00', oakland, '2026-09-04T18:00:00-07:00'],
    ['2026-09-04T09:00:00+08:00', oakland, '2026-09-08T18:00:00-07:00'],
    // The other way: on Wednesday evening in Oakland it is the first day of Golden Week.
    ['2026-09-30T17:00:00-07:00', shenzhen, '2026-10-08T18:00:00+08:00'],
    // Friday of Oakland is Saturday in Shenzhen; Sunday the 20th is worked for Golden Week.
    ['2026-09-18T17:00:00-07:00', shenzhen, '2026-09-20T18:00:00+08:00'],
    // Thanksgiving is nobody's holiday in Shenzhen.
    ['2026-11-26T10:00:00-08:00', shenzhen, '2026-11-30T18:00:00+08:00'],
    // Received after half past five counts as the next day.
    ['2026-06-02T17:31:00+08:00', shenzhen, '2026-06-04T18:00:00+08:00'],
    ['2026-06-02T17:29:00+08:00', shenzhen, '2026-06-03T18:00:00+08:00'],
  ])('raised %s', (raised, answering, due) => {
    expect(eqDue(new Date(raised), answering).at.toISOString()).toBe(new Date(due).toISOString())
  })
  test('is called provisional where the holidays are not announced yet', () => {
    expect(eqDue(new Date('2026-06-02T09:00:00+08:00'), shenzhen).provisional).toBe(false)
    expect(eqDue(new Date('2028-06-02T09:00:00+08:00'), shenzhen).provisional).toBe(true)
  })
})

describe('whose turn it is', () => {
  const eq: EqSides = {
    orgId: 'brand',
    partnerOrgId: 'factory',
    raisedByOrgId: 'factory',
    state: 'open',
    outcome: null,
    lastPostOrgId: 'factory',
  }
  const decided = { ...eq, state: 'resolved', outcome: 'deviation' } as const
  const withdrawn = { ...eq, state: 'resolved' } as const

  test('the other side of whoever spoke last, until it is closed', () => {
    expect(ballWith(eq)).toBe('brand')
    expect(ballWith({ ...eq, lastPostOrgId: 'brand' })).toBe('factory')
    expect(ballWith(decided)).toBeNull()
    expect(ballWith(withdrawn)).toBeNull()
  })
  test('to decide: a person of the other side whose role answers for the product, and nobody of the asker', () => {
    const deciders = (orgId: string) => memberRoles.filter((role) => mayDecide(eq, { orgId, role }))
    expect(deciders('brand').toSorted()).toEqual([...decidingRoles].toSorted())
    expect(deciders('factory')).toEqual([])
    expect(deciders('rival')).toEqual([])
    expect(mayDecide({ ...eq, partnerOrgId: null, raisedByOrgId: 'brand' }, { orgId: 'brand', role: 'owner' })).toBe(
      false,
    )
  })
  test('to withdraw: the asker; to reopen: either, but what was withdrawn only the asker', () => {
    expect([mayWithdraw(eq, 'factory'), mayWithdraw(eq, 'brand')]).toEqual([true, false])
    expect([mayReopen(decided, 'factory'), mayReopen(decided, 'brand')]).toEqual([true, true])
    expect([mayReopen(withdrawn, 'factory'), mayReopen(withdrawn, 'brand')]).toEqual([true, false])
  })
})

test('a closed query stays closed whatever is said, and opens again only by being reopened', () => {
  expect(eqLifecycle.next('resolved', 'reply')).toBe('resolved')
  expect(eqLifecycle.next('resolved', 'reopen')).toBe('open')
  expect(() => eqLifecycle.next('resolved', 'decide')).toThrow('threads.illegalTransition')
  expect(() => eqLifecycle.next('open', 'reopen')).toThrow('threads.illegalTransition')
})

test('codes have three digits, or as many as it takes', () => {
  expect([1, 7, 999, 1_000].map(eqCode)).toEqual(['EQ-001', 'EQ-007', 'EQ-999', 'EQ-1000'])
})
