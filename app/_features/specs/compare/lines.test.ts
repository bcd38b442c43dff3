import { expect, test } from 'vitest'
import { diffRequirements } from '@/server/domains/specs/rules/diff'
import { noValues, type Requirement } from '@/server/domains/specs/rules/requirement'
import { bilingual } from '@/server/kernel/bilingual'
import { linesOf, type FactWords } from './lines'

const words: FactWords = {
  min: 'min',
  typ: 'typ',
  max: 'max',
  section: (section) => `§${section}`,
  kind: (kind) => `kind ${kind}`,
  verification: (method) => `by ${method}`,
  critical: (critical) => (critical ? 'yes' : 'no'),
  owner: (userId) => `person ${userId}`,
  link: ({ kind, label }) => `${kind}: ${label}`,
  attachments: (count) => `${count} files`,
}
const supply: Requirement = {
  id: 'req_1',
  code: 'R-001',
  position: 1,
  version: 1,
  section: 'power',
  kind: 'numeric',
  title: bilingual('en', 'Supply', '供电'),
  text: bilingual('en', ''),
  condition: bilingual('en', ''),
  values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
  verification: 'test',
  critical: false,
  ownerId: null,
  links: [],
  attachmentIds: [],
}
const lines = (before: Requirement[], after: Requirement[]) =>
  diffRequirements(before, after).rows.flatMap((row) => linesOf(row, words))

test('all changed figures are one line, old and new', () => {
  const after = { ...supply, values: { ...supply.values, min: '3.0', max: '3.6' } }
  expect(lines([supply], [after])).toEqual([
    { field: 'figures', from: 'min 3.1 · max 3.5 V', to: 'min 3.0 · max 3.6 V', language: null },
  ])
})

test('a text is a line of its language; codes are said in words', () => {
  const after: Requirement = {
    ...supply,
    title: bilingual('en', 'Supply', '供电电压'),
    section: 'electrical',
    critical: true,
    ownerId: 'usr_1',
    verification: null,
    links: [{ kind: 'bomLine', id: 'lin_1', label: 'U1' }],
    attachmentIds: ['att_1'],
  }
  expect(lines([supply], [after])).toEqual([
    { field: 'section', from: '§power', to: '§electrical', language: null },
    { field: 'title.zh', from: '供电', to: '供电电压', language: 'zh' },
    { field: 'verification', from: 'by test', to: '', language: null },
    { field: 'critical', from: 'no', to: 'yes', language: null },
    { field: 'owner', from: '', to: 'person usr_1', language: null },
    { field: 'links', from: '', to: 'bomLine: U1', language: null },
    { field: 'attachments', from: '', to: '1 files', language: null },
  ])
})

test('what is only on one side tells what it says', () => {
  const expected = [
    ['title.en', 'Supply'],
    ['title.zh', '供电'],
    ['figures', 'min 3.1 · max 3.5 V'],
    ['verification', 'by test'],
  ]
  expect(lines([], [supply]).map(({ field, from, to }) => [field, from + to])).toEqual(expected)
  expect(lines([], [supply]).every(({ from }) => from === '')).toBe(true)
  expect(lines([supply], []).map(({ field, from, to }) => [field, from + to])).toEqual(expected)
  expect(lines([supply], []).every(({ to }) => to === '')).toBe(true)
})

test('a moved requirement says nothing new', () => {
  const others = ['req_2', 'req_3'].map((id) => ({ ...supply, id }))
  expect(lines([supply, ...others], [...others, supply])).toEqual([])
})
