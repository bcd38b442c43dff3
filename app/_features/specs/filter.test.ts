import { expect, test } from 'vitest'
import { bilingual, translateText, verifyText } from '@/server/kernel/bilingual'
import { noValues, type Section } from '@/server/domains/specs/rules/requirement'
import { filterRequirements, indexed, noFilter, translationOf, type Filter } from './filter'
import { outlineOf, stepTarget } from './outline'
import type { Requirement } from './types'

const hand = { userId: 'usr_1', at: new Date(0) }
let last = 0
const requirement = (section: Section, change: Partial<Requirement> = {}): Requirement => {
  const code = `R-00${++last}`
  return {
    id: code,
    code,
    position: last * 1024,
    version: 1,
    section,
    kind: 'numeric',
    title: bilingual('en', 'Supply voltage', '供电电压'),
    text: bilingual('en', ''),
    condition: bilingual('en', ''),
    values: { ...noValues, max: '3.5', unit: 'V' },
    verification: 'test',
    critical: false,
    ownerId: null,
    links: [],
    attachmentIds: [],
    ...change,
  }
}
const list = [
  requirement('radio', { title: bilingual('en', 'Transmit power'), ownerId: 'usr_1' }),
  requirement('power', { critical: true }),
  requirement('radio', { title: verifyText(bilingual('zh', '灵敏度', 'Sensitivity'), hand), verification: null }),
  requirement('power', {
    title: { ...bilingual('en', 'Sleep current', '休眠电流'), state: 'stale', was: 'Idle current' },
  }),
]
const codes = (filter: Partial<Filter>) =>
  filterRequirements(
    indexed(list),
    { ...noFilter, ...filter },
    { checked: new Set(['R-003']), asked: new Set(['R-001']) },
  ).map(({ code }) => code)

test.each<[Partial<Filter>, string[]]>([
  [{}, ['R-001', 'R-002', 'R-003', 'R-004']],
  [{ search: '电流' }, ['R-004']],
  [{ search: 'SENSI' }, ['R-003']],
  // Full-width, as a Chinese input method types it.
  [{ search: 'Ｒ－００２' }, ['R-002']],
  [{ search: 'voltage 3.5' }, ['R-002']],
  [{ section: 'radio' }, ['R-001', 'R-003']],
  [{ critical: true }, ['R-002']],
  [{ translation: 'wanting' }, ['R-001', 'R-004']],
  [{ translation: 'stale' }, ['R-004']],
  [{ translation: 'unverified' }, ['R-001', 'R-002', 'R-004']],
  [{ verification: 'none' }, ['R-003']],
  [{ owner: 'usr_1' }, ['R-001']],
  [{ owner: 'none', section: 'radio' }, ['R-003']],
  [{ hasChecks: true }, ['R-003']],
  [{ hasQuestion: true }, ['R-001']],
])('%j leaves %j', (filter, expected) => expect(codes(filter)).toEqual(expected))

test('the least trusted text speaks for a requirement', () => {
  const title = bilingual('en', 'Supply', '供电')
  const text = bilingual('en', 'Words')
  expect(translationOf(requirement('power', { title, text }))).toBe('missing')
  expect(translationOf(requirement('power', { title, text: translateText(text, '文字', hand, 'machine') }))).toBe(
    'machine',
  )
  expect(translationOf(requirement('power', { title: bilingual('en', '') }))).toBeNull()
})

test('sections follow their own order, requirements that of the document', () => {
  expect(
    outlineOf(list).map((row) => (row.kind === 'heading' ? `${row.section} ${row.count}` : row.requirement.code)),
  ).toEqual(['radio 2', 'R-001', 'R-003', 'power 2', 'R-002', 'R-004'])
})

test('a step passes one neighbour of the same section', () => {
  expect(stepTarget(list, ['R-003'], 'up')).toBe('R-001')
  expect(stepTarget(list, ['R-001'], 'up')).toBeUndefined()
  expect(stepTarget(list, ['R-001'], 'down')).toBe('R-004')
  expect(stepTarget(list, ['R-002'], 'down')).toBeNull()
  expect(stepTarget(list, ['R-004'], 'down')).toBeUndefined()
})
