import { expect, test } from 'vitest'
import { owedBy, standingOf } from './standing'

const by = (id: string, matches: boolean, outdated = false) => ({ matches, outdated, partner: { id } })

test('the newest answer counts', () => {
  expect(standingOf([], 'org_a')).toBe('missing')
  expect(standingOf([by('org_a', true), by('org_a', false)], 'org_a')).toBe('matches')
  expect(standingOf([by('org_a', false), by('org_a', true)], 'org_a')).toBe('mismatch')
})

test('an answer to what no longer stands there is none', () => {
  expect(standingOf([by('org_a', true, true)], 'org_a')).toBe('outdated')
  expect(standingOf([by('org_a', false, true)], 'org_a')).toBe('outdated')
})

test('each factory answers for itself', () => {
  const answers = [by('org_b', false), by('org_a', true)]
  expect(standingOf(answers, 'org_a')).toBe('matches')
  expect(standingOf(answers, 'org_b')).toBe('mismatch')
  expect(standingOf(answers, 'org_c')).toBe('missing')
  expect(standingOf(answers, null)).toBe('mismatch')
})

test('what is owed is everything that does not agree', () => {
  const rows = [
    { code: 'R-001', answers: [by('org_a', true)] },
    { code: 'R-002', answers: [by('org_a', true, true)] },
    { code: 'R-003', answers: [] },
  ]
  expect(owedBy(rows, 'org_a').map(({ code }) => code)).toEqual(['R-002', 'R-003'])
})
