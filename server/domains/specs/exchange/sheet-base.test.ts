import { expect, test } from 'vitest'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import type { Sheet } from '@/server/platform/workbooks/sheet'
import type { Requirement } from '../rules/requirement'
import { diffRows, type SheetDiff } from './diff-rows'
import { bandRequirements } from './fixtures/requirements'
import { readSpecSheet } from './read-spec-sheet'
import { readBase } from './sheet-base'
import { sheetFields, type SheetField } from './sheet-fields'
import { specXlsx } from './xlsx'

const mails = new Map([
  ['usr_wang', 'Wang@hengtai.example'],
  ['usr_dana', 'dana@northfield.example'],
])
const owners = new Map([...mails].map(([id, mail]) => [mail.toLowerCase(), id]))
const exported = bandRequirements()
const nothing: SheetDiff = { additions: [], changes: [], removals: [], order: null, problems: [] }

const sheetsOf = async (requirements: readonly Requirement[]): Promise<Sheet[]> =>
  (
    await readWorkbook(
      await specXlsx({
        specId: 'spc_1',
        number: 'WL-20-SPEC-01',
        revision: '0.3',
        state: 'draft',
        requirements,
        mails,
      }),
    )
  ).sheets
type Rows = Sheet['rows']
/** An export of some time ago, edited, against what the draft says now. */
async function compare(
  current: readonly Requirement[],
  edit: (rows: Rows, at: (field: SheetField) => number) => Rows = (rows) => rows,
  specId = 'spc_1',
): Promise<SheetDiff> {
  const [first, ...others] = await sheetsOf(exported)
  if (!first) throw new Error('no sheet')
  const rows = edit(first.rows, (field) => sheetFields.indexOf(field))
  const sheets = [{ ...first, rows }, ...others]
  const base = readBase(sheets, specId)
  return diffRows(current, readSpecSheet(sheets).rows, { owners, preferred: 'en', base })
}
const set = (code: string, field: SheetField, text: string) => (rows: Rows, at: (field: SheetField) => number) => {
  const row = rows.find(({ cells }) => cells[0] === code)
  if (row) row.cells[at(field)] = text
  return rows
}
/** The draft after somebody worked on it. */
const since = (change: (requirement: Requirement) => Partial<Requirement>): Requirement[] =>
  exported.map((each) => ({ ...each, ...change(each), version: 4 }))
const changeOne = (code: string, change: (requirement: Requirement) => Partial<Requirement>) =>
  since((each) => (each.code === code ? change(each) : {}))

test('a workbook brings what it said along, where nobody sees it', async () => {
  const sheets = await sheetsOf(exported)
  expect(sheets.map(({ hidden }) => hidden)).toEqual([false, false, true])
  const base = readBase(sheets, 'spc_1')
  expect(base?.revision).toBe('0.3')
  expect([...(base?.rows.keys() ?? [])]).toEqual(exported.map(({ id }) => id))
  expect(readBase(sheets, 'spc_2')).toBeNull()
  expect(readBase(sheets.slice(0, 2), 'spc_1')).toBeNull()
})

test('an old workbook that nobody edited proposes nothing, whatever the draft says now', async () => {
  const current = since((each) => ({
    section: 'packaging',
    title: { ...each.title, en: `${each.title.en} now`, zh: `${each.title.zh}（新）` },
    values: { ...each.values, max: '99.0', unit: 'kg' },
    verification: 'analysis',
    critical: !each.critical,
    ownerId: 'usr_dana',
  }))
  const [first, second, ...rest] = current
  if (!first || !second) throw new Error('too few')
  const extra = { ...first, id: 'req_new', code: 'R-900' }
  // Reordered, one removed, one added since.
  expect(await compare([extra, ...rest, first])).toEqual(nothing)
})

test('what was edited is proposed against what the draft says now, and the rest of the row stays', async () => {
  const current = changeOne('R-001', (each) => ({ values: { ...each.values, typ: '3.35' } }))
  const diff = await compare(current, set('R-001', 'values.max', '3.60'))
  expect(diff).toEqual({
    ...nothing,
    changes: [
      expect.objectContaining({
        code: 'R-001',
        version: 4,
        changes: [{ field: 'values.max', from: '3.5', to: '3.60' }],
        conflicts: [],
        content: expect.objectContaining({ values: expect.objectContaining({ typ: '3.35', max: '3.60' }) }),
      }),
    ],
  })
})

test('a field that both sides changed is a conflict; the same change on both sides is none', async () => {
  const current = changeOne('R-001', (each) => ({
    values: { ...each.values, max: '3.45' },
    ownerId: 'usr_dana',
    title: { ...each.title, zh: '主供电电压' },
  }))
  const edits = (rows: Rows, at: (field: SheetField) => number) =>
    [set('R-001', 'values.max', '3.60'), set('R-001', 'title.zh', '主供电电压'), set('R-001', 'owner', '')].reduce(
      (now, edit) => edit(now, at),
      rows,
    )
  const [change] = (await compare(current, edits)).changes
  expect(change?.changes).toEqual([
    { field: 'values.max', from: '3.45', to: '3.60' },
    { field: 'owner', from: 'usr_dana', to: '' },
  ])
  expect(change?.conflicts).toEqual(['values.max', 'owner'])
})

test('a number that lost its zeros to a spreadsheet was not edited; one typed without them was', async () => {
  const current = changeOne('R-002', (each) => ({ values: { ...each.values, nominal: '2.40' } }))
  const counted = (rows: Rows, at: (field: SheetField) => number) =>
    set(
      'R-002',
      'values.nominal',
      '2.2',
    )(rows, at).map((row) =>
      row.cells[0] === 'R-002' ? { ...row, kinds: new Map([[at('values.nominal'), 'number' as const]]) } : row,
    )
  expect(await compare(current, counted)).toEqual(nothing)
  const [typed] = (await compare(exported, set('R-002', 'values.nominal', '2.2'))).changes
  expect(typed?.changes).toEqual([{ field: 'values.nominal', from: '2.20', to: '2.2' }])
})

test('a figure that was stored as nobody would read it is not proposed to be read otherwise', async () => {
  const odd = changeOne('R-001', (each) => ({ values: { ...each.values, max: '1,250', tolerancePlus: '±０.1' } }))
  const sheets = await sheetsOf(odd)
  const base = readBase(sheets, 'spc_1')
  expect(diffRows(odd, readSpecSheet(sheets).rows, { owners, preferred: 'en', base })).toEqual(nothing)
})

test('a row that was deleted is proposed for removal, and told where the draft changed it since', async () => {
  const without = (rows: Rows) => rows.filter(({ cells }) => !['R-002', 'R-003'].includes(cells[0] ?? ''))
  const { removals } = await compare(
    changeOne('R-003', () => ({ critical: true, verification: 'analysis' })),
    without,
  )
  expect(removals).toEqual([
    { requirementId: 'req_0002', code: 'R-002', version: 4, changed: false },
    { requirementId: 'req_0003', code: 'R-003', version: 4, changed: true },
  ])
})

test('an edited row whose requirement was removed since can only be added again', async () => {
  const current = exported.filter(({ code }) => code !== 'R-002')
  const { additions, problems } = await compare(current, set('R-002', 'values.nominal', '2.50'))
  expect(problems).toEqual([])
  expect(additions).toMatchObject([{ removed: 'R-002', after: 'req_0001', content: { values: { nominal: '2.50' } } }])
})

test('an order is proposed only where rows were moved, and told where the draft was reordered, too', async () => {
  const swapped = ([header, first, second, ...rest]: Rows) =>
    [header, second, first, ...rest].flatMap((row) => row ?? [])
  const [first, ...others] = exported
  if (!first) throw new Error('too few')
  expect((await compare(exported, swapped)).order).toMatchObject({ conflict: false })
  expect((await compare([...others, first])).order).toBeNull()
  expect((await compare([...others, first], swapped)).order).toMatchObject({ conflict: true })
})

test('in another document the marks mean nothing', async () => {
  const current = changeOne('R-001', (each) => ({ values: { ...each.values, max: '3.45' } }))
  const { changes } = await compare(current, undefined, 'spc_2')
  expect(changes.map((change) => change.changes)).toEqual([[{ field: 'values.max', from: '3.45', to: '3.5' }]])
})
