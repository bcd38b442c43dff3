import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { diffRequirements } from './diff'
import { arranged, placeBefore, positionGap } from './ordering'
import { noValues, requirementCode, type Requirement } from './requirement'

const make = (ordinal: number, given: Partial<Requirement> = {}): Requirement => ({
  id: `req_${ordinal}`,
  code: requirementCode(ordinal),
  position: ordinal * positionGap,
  version: 1,
  section: 'electrical',
  kind: 'numeric',
  title: bilingual('en', `Title ${ordinal}`, `标题 ${ordinal}`),
  text: bilingual('en', ''),
  condition: bilingual('en', ''),
  values: { ...noValues, max: '3.5', unit: 'V' },
  verification: 'test',
  critical: false,
  ownerId: null,
  links: [],
  attachmentIds: [],
  ...given,
})
const kinds = (before: Requirement[], after: Requirement[]) =>
  diffRequirements(before, after).rows.map(({ code, kind }) => `${code} ${kind}`)

describe('two revisions side by side', () => {
  const [one, two, three] = [make(1), make(2), make(3)] as const
  test('equal revisions differ in nothing', () => {
    const { rows, counts } = diffRequirements([one, two], [one, two])
    expect(rows).toEqual([])
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 0 })
  })
  test('each field that changed is named, in either language, with what stood there', () => {
    const changed = make(2, {
      title: bilingual('en', 'Title 2', '标题 二'),
      values: { ...noValues, max: '3.50', min: '3.1', unit: 'V' },
      critical: true,
    })
    expect(diffRequirements([one, two], [one, changed]).rows[0]?.changes).toEqual([
      { field: 'title.zh', from: '标题 2', to: '标题 二' },
      { field: 'values.min', from: '', to: '3.1' },
      { field: 'values.max', from: '3.5', to: '3.50' },
      { field: 'critical', from: 'no', to: 'yes' },
    ])
  })
  test('who confirmed a translation is no change of what is said', () => {
    const verified = make(1, { title: { ...one.title, state: 'verified', by: 'usr_1', at: '2026-11-29' } })
    expect(kinds([one], [verified])).toEqual([])
  })
  test('added and removed ones stand where they stand', () => {
    expect(kinds([one, two, three], [two, make(4), three])).toEqual(['R-001 removed', 'R-004 added'])
    expect(kinds([one, two, three], [one, three])).toEqual(['R-002 removed'])
  })
  test('of a new order, as few as explain it are called moved', () => {
    const four = make(4)
    expect(kinds([one, two, three, four], [four, one, two, three])).toEqual(['R-004 moved'])
    expect(kinds([one, two, three, four], [two, one, four, three]).length).toBe(2)
  })
})

test('applying a diff’s own words: what is not listed is equal and in the same order', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 })
  fc.assert(
    fc.property(ids, ids, (before, after) => {
      const { rows } = diffRequirements(
        before.map((id) => make(id)),
        after.map((id) => make(id)),
      )
      const listed = new Set(rows.map(({ code }) => code))
      const rest = (list: number[]) => list.map(requirementCode).filter((code) => !listed.has(code))
      expect(rest(before)).toEqual(rest(after))
      const stays = before.filter((id) => after.includes(id))
      expect(rows.filter(({ kind }) => kind === 'added').length).toBe(after.length - stays.length)
      expect(rows.filter(({ kind }) => kind === 'removed').length).toBe(before.length - stays.length)
    }),
  )
})

test('moving keeps every other row in order, and touches only what moves while there is room', () => {
  const lists = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 15 })
  fc.assert(
    fc.property(lists, fc.nat(14), fc.nat(15), fc.integer({ min: 1, max: positionGap }), (numbers, from, to, gap) => {
      const list = numbers.map((number, index) => ({ id: String(number), position: (index + 1) * gap }))
      const moved = list[from % list.length]
      const before = list[to]?.id ?? null
      if (!moved || moved.id === before) return
      const changed = placeBefore(list, [moved.id], before)
      const now = new Map([...list, ...changed].map(({ id, position }) => [id, position]))
      const order = [...now].toSorted(([, a], [, b]) => a - b).map(([id]) => id)
      const rest = list.filter(({ id }) => id !== moved.id).map(({ id }) => id)
      const at = before === null ? rest.length : rest.indexOf(before)
      expect(order).toEqual([...rest.slice(0, at), moved.id, ...rest.slice(at)])
      expect(new Set(now.values()).size).toBe(list.length)
      if (gap > 1) expect(changed).toHaveLength(1)
    }),
  )
})

test('rows in a new order take new ones with them, and what has no row stays behind what it stood behind', () => {
  const current = ['a', 'b', 'c', 'd', 'n1', 'n2', 'n3']
  const behind = new Map([
    [null, ['n1']],
    ['b', ['n2']],
    ['x', ['n3']],
  ])
  expect(arranged(current, null, behind)).toEqual(['n1', 'a', 'b', 'n2', 'c', 'd', 'n3'])
  expect(arranged(current, ['d', 'b', 'a'], behind)).toEqual(['n1', 'd', 'b', 'n2', 'c', 'a', 'n3'])
})

test('arranging loses and invents nothing', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(String), { maxLength: 10 })
  fc.assert(
    fc.property(
      ids,
      ids,
      ids,
      fc.option(fc.integer({ min: 1, max: 12 }).map(String)),
      (current, order, extra, after) => {
        const added = extra.map((id) => `n${id}`)
        const all = arranged([...current, ...added], order, new Map([[after, added]]))
        expect(all.toSorted()).toEqual([...current, ...added].toSorted())
      },
    ),
  )
})
