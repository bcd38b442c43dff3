import { describe, expect, test } from 'vitest'
import { gateLifecycle, gateStates } from '../lifecycle'
import { approvedByAnother } from '@/server/domains/specs/rules/sign-off'
import { usualSigners } from './signers'
import {
  blocking,
  conditions,
  isLapsed,
  itemStanding,
  obstacles,
  unfulfilled,
  type EvidenceEntry,
  type GateBrief,
  type ItemStanding,
  type Judged,
} from './standing'

const now = new Date('2026-11-29T10:00:00Z')
const later = new Date('2026-12-06T02:00:00Z')
const entry = (lane: string | null, result: EvidenceEntry['result']): EvidenceEntry => ({ lane, result, at: now })
const waiver = (expiresAt: Date, withdrawnAt: Date | null = null) => ({ expiresAt, withdrawnAt })
const bare: Judged = { check: null, entries: [], waivers: [] }

describe('a criterion', () => {
  test.each<[string, Partial<Judged>, ItemStanding]>([
    ['nothing was brought', {}, 'open'],
    ['one factory says yes', { entries: [entry('a', 'met')] }, 'met'],
    ['the newest word of a lane counts', { entries: [entry('a', 'met'), entry('a', 'notMet')] }, 'notMet'],
    ['it was put right', { entries: [entry('a', 'notMet'), entry('a', 'met')] }, 'met'],
    ['a no outweighs the rest', { entries: [entry('b', 'notMet'), entry('a', 'met'), entry(null, 'met')] }, 'notMet'],
    ['the portal says yes', { check: { met: true } }, 'met'],
    ['the portal says no, whatever people say', { check: { met: false }, entries: [entry(null, 'met')] }, 'notMet'],
    ['waived', { waivers: [waiver(later)] }, 'waived'],
    ['waived although the portal says no', { check: { met: false }, waivers: [waiver(later)] }, 'waived'],
    ['met in spite of a waiver', { entries: [entry('a', 'met')], waivers: [waiver(later)] }, 'met'],
    ['the waiver ended this instant', { waivers: [waiver(now)] }, 'expired'],
    ['the waiver was withdrawn', { waivers: [waiver(later, now)] }, 'open'],
    ['an old waiver ended and a new one runs', { waivers: [waiver(now), waiver(later)] }, 'waived'],
  ])('%s', (_, given, standing) => expect(itemStanding({ ...bare, ...given }, now)).toBe(standing))

  test('blocks while it is mandatory and neither met nor waived', () => {
    const items = (['met', 'waived', 'notMet', 'expired', 'open'] as const).flatMap((standing) =>
      [true, false].map((mandatory) => ({ part: 'exit' as const, mandatory, standing })),
    )
    expect(blocking(items).map(({ standing }) => standing)).toEqual(['notMet', 'expired', 'open'])
    expect(blocking(items, 'entry')).toEqual([])
    expect(conditions(items)).toEqual([{ part: 'exit', mandatory: true, standing: 'waived' }])
  })
})

const brief = (phase: GateBrief['phase'], state: GateBrief['state'], open = 0, entryOpen = 0): GateBrief => ({
  phase,
  state,
  open,
  entryOpen,
})

describe('moving on', () => {
  const through = [brief('evt', 'passed'), brief('dvt', 'conditional'), brief('pvt', 'planned', 9)]
  test.each<[string, Parameters<typeof obstacles>, string[]]>([
    ['past a passed gate', ['evt', 'dvt', through], []],
    ['past a conditional one, over none', ['evt', 'pvt', through], []],
    ['past a planned one', ['dvt', 'mp', through], ['notPassed pvt', 'notPlanned mp']],
    ['back asks nothing', ['mp', 'evt', []], []],
    ['staying asks nothing', ['evt', 'evt', []], []],
    ['without any gate', ['evt', 'dvt', []], ['notPlanned evt', 'notPlanned dvt']],
    ['from a concept, which has no gate', ['concept', 'evt', [brief('evt', 'planned', 8, 2)]], ['entryOpen evt']],
    [
      'past a lapsed condition',
      ['evt', 'dvt', [brief('evt', 'conditional', 1), brief('dvt', 'planned')]],
      ['lapsed evt'],
    ],
    [
      'while a gate is reviewed',
      ['evt', 'dvt', [brief('evt', 'gateReview'), brief('dvt', 'planned')]],
      ['notPassed evt'],
    ],
    ['after a gate failed', ['evt', 'dvt', [brief('evt', 'failed'), brief('dvt', 'planned')]], ['notPassed evt']],
  ])('%s', (_, asked, expected) =>
    expect(obstacles(...asked).map(({ kind, phase }) => `${kind} ${phase}`)).toEqual(expected),
  )

  test('conditions end at the next gate at latest', () => {
    const gates = [brief('evt', 'conditional'), brief('dvt', 'active'), brief('pvt', 'conditional')]
    expect(unfulfilled('dvt', gates).map(({ phase }) => phase)).toEqual(['evt'])
    expect(unfulfilled('evt', gates)).toEqual([])
    expect(isLapsed(brief('evt', 'conditional', 1))).toBe(true)
    expect(isLapsed(brief('evt', 'active', 1))).toBe(false)
  })
})

test('every state can be left, and what is decided only by opening it again', () => {
  for (const state of gateStates) expect(gateLifecycle.isTerminal(state)).toBe(false)
  expect(gateLifecycle.commandsFrom('passed')).toEqual(['reopen'])
  expect(gateLifecycle.commandsFrom('failed')).toEqual(['reopen'])
  expect(() => gateLifecycle.next('planned', 'submit')).toThrow('gates.illegalTransition')
})

test('whoever puts a gate up is not the only one to approve it', () => {
  expect(approvedByAnother('daniel', ['daniel'])).toBe(false)
  expect(approvedByAnother('daniel', ['daniel', 'priya'])).toBe(true)
  expect(usualSigners('dvt', true).map(({ side, role }) => `${side}:${role}`)).toEqual([
    'brand:engineer',
    'brand:quality',
    'brand:purchaser',
    'partner:engineer',
    'partner:quality',
  ])
  expect(usualSigners('evt', false).every(({ side }) => side === 'brand')).toBe(true)
})
