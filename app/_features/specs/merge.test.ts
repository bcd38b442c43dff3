import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { noValues } from '@/server/domains/specs/rules/requirement'
import {
  beginEdit,
  choose,
  editFields,
  isChanged,
  openFields,
  readField,
  receive,
  rivalFields,
  takeField,
  type Edit,
} from './merge'
import type { Requirement } from './types'

const requirement: Requirement = {
  id: 'req_1',
  code: 'R-001',
  position: 1024,
  version: 1,
  section: 'power',
  kind: 'numeric',
  title: bilingual('en', 'Supply voltage', '供电电压'),
  text: bilingual('en', ''),
  condition: bilingual('en', 'At 25 °C'),
  values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
  verification: 'test',
  critical: false,
  ownerId: null,
  links: [],
  attachmentIds: [],
}
const typing = (edit: Edit, change: Partial<Edit['now']>): Edit => ({ ...edit, now: { ...edit.now, ...change } })
const saved = (version: number, change: Partial<Requirement>): Requirement => ({ ...requirement, ...change, version })

test('who has typed nothing simply sees the newest', () => {
  const after = receive(beginEdit('srv_1', requirement), 'srv_1', saved(2, { critical: true }))
  expect(after).toMatchObject({ version: 2, rival: null, now: { critical: true } })
  expect(isChanged(after)).toBe(false)
})

test('different fields come together, and say so', () => {
  const mine = typing(beginEdit('srv_1', requirement), { values: { ...requirement.values, max: '3.6' } })
  const after = receive(mine, 'srv_1', saved(2, { critical: true }))
  expect(after.now).toMatchObject({ critical: true, values: { max: '3.6' } })
  expect(openFields(after)).toEqual([])
  expect(rivalFields(after)).toEqual(['critical'])
  // And back, should the reader not agree.
  expect(choose(after, 'critical', 'mine').now.critical).toBe(false)
})

test('the same field waits for a choice, and both versions stay at hand', () => {
  const mine = typing(beginEdit('srv_1', requirement), { values: { ...requirement.values, max: '3.6' } })
  const after = receive(mine, 'srv_1', saved(2, { values: { ...requirement.values, max: '3.45' } }))
  expect(openFields(after)).toEqual(['values.max'])
  expect(after.now.values.max).toBe('3.6')
  const theirs = choose(after, 'values.max', 'theirs')
  expect([theirs.now.values.max, openFields(theirs)]).toEqual(['3.45', []])
  expect(choose(theirs, 'values.max', 'mine').now.values.max).toBe('3.6')
})

test('a new revision with the same version numbers is looked at as well', () => {
  const mine = typing(beginEdit('srv_1', requirement), { values: { ...requirement.values, max: '3.6' } })
  const after = receive(mine, 'srv_2', saved(1, { values: { ...requirement.values, max: '3.4' } }))
  expect([after.revisionId, openFields(after)]).toEqual(['srv_2', ['values.max']])
})

test('a third save asks again only for what it changed', () => {
  const typed = typing(beginEdit('srv_1', requirement), {
    critical: true,
    values: { ...requirement.values, min: '3.0', max: '3.6' },
  })
  const first = receive(typed, 'srv_1', saved(2, { values: { ...requirement.values, min: '3.2', max: '3.45' } }))
  const settled = choose(choose(first, 'values.max', 'theirs'), 'values.min', 'mine')
  const second = receive(settled, 'srv_1', saved(3, { values: { ...requirement.values, min: '3.2', max: '3.4' } }))
  expect(openFields(second)).toEqual(['values.max'])
  expect(second.now).toMatchObject({ critical: true, values: { min: '3.0', max: '3.6' } })
})

test('the same words on both sides are no conflict', () => {
  const typed = typing(beginEdit('srv_1', requirement), { critical: true })
  expect(receive(typed, 'srv_1', saved(2, { critical: true }))).toMatchObject({
    version: 2,
    rival: null,
    now: { critical: true },
  })
})

test('a field taken over is the field, and only that', () => {
  const other = beginEdit(
    'srv_1',
    saved(2, {
      section: 'radio',
      kind: 'statement',
      title: bilingual('zh', '射频', 'Radio'),
      text: bilingual('zh', '文', 'Text'),
      condition: bilingual('zh', '常温', 'Room'),
      values: { nominal: '1', min: '2', typ: '3', max: '4', tolerancePlus: '5', toleranceMinus: '6', unit: 'W' },
      verification: null,
      critical: true,
      ownerId: 'usr_1',
      links: [{ kind: 'test', id: 't', label: 'T1' }],
      attachmentIds: ['att_1'],
    }),
  ).base
  const own = beginEdit('srv_1', requirement).base
  fc.assert(
    fc.property(fc.constantFrom(...editFields), (field) => {
      const taken = takeField(own, other, field)
      for (const each of editFields) expect(readField(taken, each)).toBe(readField(each === field ? other : own, each))
    }),
  )
})
