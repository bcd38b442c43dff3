import { describe, expect, it } from 'vitest'
import { noValues } from '@/server/domains/specs/rules/requirement'
import type { Content, SheetProposal } from '../types'
import {
  acceptedOf,
  allTicks,
  compareAgain,
  firstTicks,
  itemsOf,
  keepTicks,
  matches,
  tallyOf,
  toggled,
} from './proposal'

const text = (en: string, zh: string) => ({ en, zh, source: 'en' as const })
const content: Content = {
  section: 'power',
  kind: 'numeric',
  title: text('Supply voltage', '供电电压'),
  text: text('', ''),
  condition: text('At 25 °C', '25 ℃'),
  values: { ...noValues, max: '3.6', unit: 'V' },
  verification: 'test',
  critical: true,
  ownerId: 'usr_1',
  links: [{ kind: 'test', id: 'T-1', label: 'T-1' }],
  attachmentIds: ['att_1'],
}
const edit = {
  row: 4,
  requirementId: 'req_1',
  code: 'R-001',
  version: 7,
  changes: [
    { field: 'section', from: 'electrical', to: 'power' },
    { field: 'title.zh', from: '电压', to: '供电电压' },
    { field: 'values.max', from: '3.5', to: '3.6' },
    { field: 'verification', from: '', to: 'test' },
    { field: 'critical', from: 'no', to: 'yes' },
    { field: 'owner', from: '', to: 'usr_1' },
  ],
  conflicts: [],
  content,
} as const satisfies SheetProposal['changes'][number]
const added = { ...content, title: text('Sleep current', '休眠电流') }
const proposal: SheetProposal = {
  rows: 3,
  exported: null,
  changes: [edit],
  additions: [{ row: 2, after: null, removed: null, content: added }],
  removals: [{ requirementId: 'req_9', code: 'R-009', version: 5, changed: false }],
  order: { ids: ['req_2', 'req_1'], moved: ['req_2'], conflict: false },
  problems: [],
}
const items = itemsOf(proposal)
const everything = new Set(items.flatMap(({ keys }) => keys))

it('lists what is proposed in the order of the rows, then what has none', () =>
  expect(items.map(({ id }) => id)).toEqual(['add 2', 'change req_1', 'remove req_9', 'order']))

it('ticks all but removals at first', () => {
  const ticked = firstTicks(items)
  expect([...everything].filter((key) => !ticked.has(key))).toEqual(['remove req_9'])
})

it('never ticks a removal along with the rest', () => {
  expect(allTicks(items)).not.toContain('remove req_9')
  expect(allTicks(items)).toHaveLength(everything.size - 1)
  expect(allTicks(items.filter(({ kind }) => kind === 'removed'))).toEqual(['remove req_9'])
})

describe('what both sides changed', () => {
  const torn = itemsOf({
    ...proposal,
    changes: [{ ...edit, conflicts: ['values.max'] }],
    additions: [{ row: 2, after: null, removed: 'R-002', content: added }],
    order: { ids: ['req_2', 'req_1'], moved: ['req_2'], conflict: true },
  })
  const changed = torn.filter(({ kind }) => kind === 'changed')

  it('is never taken from the sheet unasked', () => {
    const plain = edit.changes.map(({ field }) => `change req_1 ${field}`).filter((key) => !key.endsWith('max'))
    expect([...firstTicks(torn)]).toEqual(plain)
    expect(allTicks(torn)).toEqual(plain)
    expect(acceptedOf(torn, firstTicks(torn)).edits[0]?.content.values.max).toBe('3.5')
    expect(allTicks(torn.filter(({ kind }) => kind === 'order'))).toEqual(['order'])
  })
  it('is left alone when an item is pressed as a whole, and given back with it', () => {
    const [item] = changed
    if (!item) throw new Error('none')
    expect(toggled(item, new Set())).toEqual({ keys: item.keys.filter((key) => !key.endsWith('max')), on: true })
    expect(toggled(item, firstTicks(changed))).toEqual({ keys: item.keys, on: false })
    const [order] = torn.filter(({ kind }) => kind === 'order')
    if (!order) throw new Error('none')
    expect(toggled(order, new Set())).toEqual({ keys: ['order'], on: true })
  })
})

describe('acceptedOf', () => {
  it('sends what is ticked as it was proposed', () =>
    expect(acceptedOf(items, everything)).toEqual({
      edits: [{ requirementId: 'req_1', version: 7, content }],
      additions: [{ after: null, content: added }],
      removals: [{ requirementId: 'req_9', version: 5 }],
      order: ['req_2', 'req_1'],
    }))
  it('sends nothing for what is declined', () =>
    expect(acceptedOf(items, new Set())).toEqual({ edits: [], additions: [], removals: [], order: null }))
  it('keeps each declined field of a changed requirement as it stands', () => {
    const { edits } = acceptedOf(items, new Set(['change req_1 values.max']))
    expect(edits).toEqual([
      {
        requirementId: 'req_1',
        version: 7,
        content: {
          ...content,
          section: 'electrical',
          title: text('Supply voltage', '电压'),
          verification: null,
          critical: false,
          ownerId: null,
        },
      },
    ])
    const other = acceptedOf(items, new Set(['change req_1 section'])).edits[0]
    expect(other?.content.values.max).toBe('3.5')
    expect(other?.content.section).toBe('power')
  })
})

it('counts requirements, not fields', () => {
  expect(tallyOf(items)).toEqual({ changed: 1, added: 1, removed: 1, order: 1 })
  expect(tallyOf(items, new Set(['change req_1 section', 'add 2']))).toEqual({
    changed: 1,
    added: 1,
    removed: 0,
    order: 0,
  })
})

it('keeps what was decided when columns are read otherwise, and begins afresh with what is new', () => {
  const wider = itemsOf({
    ...proposal,
    additions: [...proposal.additions, { row: 3, after: null, removed: null, content: added }],
  })
  const ticked = keepTicks(items, wider, new Set(['remove req_9', 'order']))
  expect([...ticked].toSorted()).toEqual(['add 3', 'order', 'remove req_9'])
})

describe('compareAgain', () => {
  const again = (changes: SheetProposal['changes'], rest: Partial<SheetProposal> = {}) =>
    compareAgain(items, itemsOf({ ...proposal, ...rest, changes }), everything)

  it('keeps every decision where nothing is different', () => {
    const { ticked, meanwhile } = again([{ ...edit, version: 8 }])
    expect(ticked).toEqual(everything)
    expect(meanwhile).toEqual({ since: new Map(), gone: 0 })
  })
  it('marks and unticks a field that somebody else changed, with what stood there before', () => {
    const changes = edit.changes.map((change) => (change.field === 'values.max' ? { ...change, from: '3.45' } : change))
    const { ticked, meanwhile } = again([{ ...edit, version: 8, changes }])
    expect(ticked.has('change req_1 values.max')).toBe(false)
    expect(ticked.has('change req_1 section')).toBe(true)
    expect(meanwhile.since).toEqual(new Map([['change req_1 values.max', '3.5']]))
  })
  it('never takes back unasked what somebody else wrote where the table had agreed', () => {
    const changes = [...edit.changes, { field: 'values.typ' as const, from: '3.3', to: '' }]
    const { ticked, meanwhile } = again([{ ...edit, version: 8, changes }])
    expect(ticked.has('change req_1 values.typ')).toBe(false)
    expect(meanwhile.since).toEqual(new Map([['change req_1 values.typ', null]]))
  })
  it('says how much has become needless', () =>
    expect(again([{ ...edit, version: 8, changes: edit.changes.slice(0, 4) }], { removals: [] }).meanwhile.gone).toBe(
      3,
    ))
})

describe('matches', () => {
  const found = (search: string) =>
    items.filter((item) => matches(item, search, () => 'Drop height 跌落高度')).map(({ id }) => id)
  it.each([
    ['r-001', ['change req_1']],
    ['休眠', ['add 2']],
    ['３．５', ['change req_1']],
    ['跌落', ['remove req_9']],
    ['  ', ['add 2', 'change req_1', 'remove req_9', 'order']],
    ['nowhere', []],
  ])('%j', (search, ids) => expect(found(search)).toEqual(ids))
})
