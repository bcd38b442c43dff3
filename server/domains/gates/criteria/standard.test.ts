import { describe, expect, test } from 'vitest'
import { checkParity } from '@/server/domains/language/parity/check-parity'
import { gatedPhases, mayAsk } from '../rules/criterion'
import { standardCriteria } from './standard'

describe.each(gatedPhases)('%s', (phase) => {
  const criteria = standardCriteria[phase]
  test('asks something at the beginning and at the end, each thing once', () => {
    for (const part of ['entry', 'exit'] as const)
      expect(criteria.filter((each) => each.part === part).length).toBeGreaterThan(1)
    for (const language of ['en', 'zh'] as const) {
      const said = criteria.map(({ part, text }) => `${part} ${text[language]}`)
      expect(new Set(said).size).toBe(said.length)
    }
  })
  test('says the same figures in both languages', () => {
    const differing = criteria
      .flatMap(({ text, metric }) => [text, metric])
      .filter(({ en, zh }) => checkParity(en, zh).findings.length > 0)
    expect(differing).toEqual([])
  })
  test('asks of a factory only what a factory can know, and measures what it names', () => {
    for (const { side, check, metric, evidence } of criteria) {
      if (check !== null) expect([mayAsk(side, check), evidence]).toEqual([true, 'record'])
      expect(metric.en === '').toBe(metric.zh === '')
    }
  })
})
