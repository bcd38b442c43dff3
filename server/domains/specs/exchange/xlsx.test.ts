import { describe, expect, test } from 'vitest'
import en from '@/locales/en/specs.json'
import zh from '@/locales/zh/specs.json'
import { openArchive } from '@/server/platform/workbooks/archive'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import type { Sheet } from '@/server/platform/workbooks/sheet'
import { xlsxFile } from '@/server/platform/workbooks/write-xlsx'
import { specRevisionStates } from '../lifecycle'
import { requirementCode, sections, verificationMethods, type Requirement } from '../rules/requirement'
import { diffRows, type SheetDiff } from './diff-rows'
import { bandRequirements } from './fixtures/requirements'
import { readSpecSheet, sheetProblems, type SpecSheet } from './read-spec-sheet'
import { fieldsOfHeader, readChoice, sheetFields, type SheetField } from './sheet-fields'
import { specXlsx } from './xlsx'

const mails = new Map([['usr_wang', 'wang@hengtai.example']])
const owners = new Map([
  ['wang@hengtai.example', 'usr_wang'],
  ['dana@northfield.example', 'usr_dana'],
])
const current = bandRequirements()
const exported = (requirements: readonly Requirement[] = current) =>
  specXlsx({ specId: 'spc_1', number: 'WL-20-SPEC-01', revision: '0.3', state: 'draft', requirements, mails })
const sheetsOf = async (file: Uint8Array): Promise<Sheet[]> => (await readWorkbook(file)).sheets

/** The exported sheet, edited as in WPS: `edit` gets the rows as cells, header first. */
async function edited(edit: (rows: string[][], at: (field: SheetField) => number) => string[][]): Promise<SpecSheet> {
  const [sheet] = await sheetsOf(await exported())
  const rows = (sheet?.rows ?? []).map(({ cells }) => sheetFields.map((_, at) => cells[at] ?? ''))
  return readSpecSheet(
    await sheetsOf(xlsxFile([{ name: 'Sheet1', rows: edit(rows, (field) => sheetFields.indexOf(field)) }])),
  )
}
const compare = ({ rows }: SpecSheet): SheetDiff => diffRows(current, rows, { owners, preferred: 'en', base: null })
const nothing: SheetDiff = { additions: [], changes: [], removals: [], order: null, problems: [] }

describe('the workbook', () => {
  test('has both languages in its header, text in every cell, and an id nobody sees', async () => {
    const [requirements, instructions] = await sheetsOf(await exported())
    expect(requirements?.name).toBe('Requirements 草稿 Draft')
    const [header, first, second] = requirements?.rows ?? []
    expect(header?.cells).toHaveLength(sheetFields.length)
    expect(header?.cells.slice(0, 4)).toEqual([
      'Code\n编号',
      'Section\n类别',
      'Title, English\n标题（英文）',
      'Title, Chinese\n标题（中文）',
    ])
    expect(first?.cells.slice(0, 4)).toEqual(['R-001', 'Electrical 电气', 'Supply voltage', '供电电压'])
    expect(first?.cells.slice(-4)).toEqual(['Test 测试', 'Yes 是', 'wang@hengtai.example', 'req_0001'])
    expect(second?.cells[sheetFields.indexOf('values.nominal')]).toBe('2.20')
    expect(requirements?.rows.every(({ kinds }) => (kinds?.size ?? 0) === 0)).toBe(true)
    const words = instructions?.rows.flatMap(({ cells }) => cells).join('\n') ?? ''
    for (const word of [
      'Inspection, Analysis, Demonstration, Test',
      '检验、分析、演示、测试',
      '电源与功耗',
      'Cloud interface',
    ])
      expect(words).toContain(word)
  })

  test.each(specRevisionStates)('says how the revision stands where it is seen and printed: %s', async (state) => {
    const file = await specXlsx({
      specId: 'spc_1',
      number: 'WL-20-SPEC-01',
      revision: 'A',
      state,
      requirements: current,
      mails,
    })
    const [requirements, instructions] = await sheetsOf(file)
    const chunks: Uint8Array[] = []
    await (await openArchive(file)).read('xl/worksheets/sheet1.xml', (chunk) => chunks.push(chunk))
    const [, header = ''] = /<oddHeader>(.*?)<\/oddHeader>/s.exec(Buffer.concat(chunks).toString('utf8')) ?? []
    const words = instructions?.rows.flatMap(({ cells }) => cells).join('\n') ?? ''
    for (const texts of [en, zh]) {
      for (const place of [header, words]) expect(place).toContain(texts.pdf.state[state])
      if (state !== 'released') for (const place of [header, words]) expect(place).toContain(texts.pdf.banner[state])
    }
    expect(requirements?.name).toContain(state === 'released' ? 'Requirements' : zh.pdf.state[state])
    expect(requirements?.name.length).toBeLessThanOrEqual(31)
  })

  test('read back as it is changes nothing, at 2,000 rows too', async () => {
    const many = bandRequirements(1_992)
    const sheet = readSpecSheet(await sheetsOf(await exported(many)))
    expect(sheet.problems).toEqual([])
    expect(sheet.rows).toHaveLength(2_000)
    expect(diffRows(many, sheet.rows, { owners, preferred: 'en', base: null })).toEqual(nothing)
  })

  test('keeps an owner whose address may not be seen', async () => {
    const sheet = readSpecSheet(
      await sheetsOf(
        await specXlsx({
          specId: 'spc_1',
          number: 'X',
          revision: 'A',
          state: 'released',
          requirements: current,
          mails: new Map(),
        }),
      ),
    )
    expect(diffRows(current, sheet.rows, { owners: new Map(), preferred: 'en', base: null })).toEqual(nothing)
  })
})

describe('what was edited', () => {
  test('shows as changes of that field alone', async () => {
    const diff = compare(
      await edited((rows, at) => {
        const [, first = [], second = []] = rows
        first[at('values.max')] = '3.60'
        first[at('title.zh')] = '电源电压'
        first[at('verification')] = '检验'
        first[at('critical')] = '否'
        first[at('owner')] = 'Dana@Northfield.example'
        second[at('section')] = '电源'
        return rows
      }),
    )
    expect(diff.problems).toEqual([])
    expect(diff.changes.map(({ code, version, changes }) => ({ code, version, changes }))).toEqual([
      {
        code: 'R-001',
        version: 3,
        changes: [
          { field: 'title.zh', from: '供电电压', to: '电源电压' },
          { field: 'values.max', from: '3.5', to: '3.60' },
          { field: 'verification', from: 'test', to: 'inspection' },
          { field: 'critical', from: 'yes', to: 'no' },
          { field: 'owner', from: 'usr_wang', to: 'usr_dana' },
        ],
      },
      { code: 'R-002', version: 3, changes: [{ field: 'section', from: 'electrical', to: 'power' }] },
    ])
    expect(diff.changes[0]?.content).toMatchObject({
      title: { en: 'Supply voltage', zh: '电源电压', source: 'en' },
      values: { min: '3.1', typ: '3.3', max: '3.60', unit: 'V' },
      ownerId: 'usr_dana',
    })
    expect({ ...diff, changes: [], problems: [] }).toEqual(nothing)
  })

  test('columns in another order, renamed, or gone', async () => {
    const diff = compare(
      await edited((rows, at) => {
        const [, first = []] = rows
        first[at('values.typ')] = '3.35'
        const kept = (['values.typ', 'code', 'title.zh'] as const).map(at)
        return rows.map((cells, index) =>
          index === 0 ? ['典型值', '编号', '标题'] : kept.map((place) => cells[place] ?? ''),
        )
      }),
    )
    expect(diff.problems).toEqual([])
    expect(diff.changes.map(({ changes }) => changes)).toEqual([[{ field: 'values.typ', from: '3.3', to: '3.35' }]])
    expect(diff.removals).toEqual([])
  })

  test('a title above the header does no harm, and an unknown column is told', async () => {
    const sheet = await edited((rows) => [
      ['WL-20 规格书'],
      [],
      ...rows.map((cells, index) => [...cells, index === 0 ? '供应商备注' : 'x']),
    ])
    expect(sheet.problems).toEqual([{ code: 'columnUnknown', row: 3, field: null, value: '供应商备注' }])
    expect(compare(sheet).changes).toEqual([])
  })

  test('digits of full width, typographic minus and thousands are numbers; trailing zeros count', async () => {
    const diff = compare(
      await edited((rows, at) => {
        const [, first = [], second = []] = rows
        first[at('values.min')] = '３．１０'
        first[at('values.max')] = '1,250'
        first[at('values.typ')] = '−3.3'
        second[at('values.nominal')] = '2.2'
        return rows
      }),
    )
    expect(diff.changes.flatMap(({ changes }) => changes)).toEqual([
      { field: 'values.min', from: '3.1', to: '3.10' },
      { field: 'values.typ', from: '3.3', to: '-3.3' },
      { field: 'values.max', from: '3.5', to: '1250' },
      { field: 'values.nominal', from: '2.20', to: '2.2' },
    ])
  })

  test('a figure that a spreadsheet made a number of is the same figure; one it made a date of is told', async () => {
    const rows = [
      ['Code', 'Nominal', 'Max'],
      ['R-002', { number: '2.2' }, null],
      ['R-001', null, { date: '2026-03-04' }],
    ]
    const sheet = readSpecSheet(await sheetsOf(xlsxFile([{ name: 'a', rows }])))
    expect(sheet.problems).toEqual([{ code: 'dateInstead', row: 3, field: 'values.max', value: '2026-03-04' }])
    expect(compare(sheet).changes).toEqual([])
  })

  test('rows that are new, missing and moved', async () => {
    const diff = compare(
      await edited((rows, at) => {
        const [header = [], first = [], second = [], third = [], ...rest] = rows
        const added = sheetFields.map(() => '')
        added[at('title.zh')] = '浪涌'
        added[at('values.max')] = '2'
        added[at('values.unit')] = 'kV'
        return [header, second, first, added, ...rest, third].filter((cells) => cells[0] !== 'R-005')
      }),
    )
    expect(diff.problems).toEqual([])
    expect(diff.changes).toEqual([])
    expect(diff.removals).toEqual([{ requirementId: 'req_0005', code: 'R-005', version: 3, changed: false }])
    expect(diff.additions).toHaveLength(1)
    expect(diff.additions[0]).toMatchObject({
      after: 'req_0001',
      content: {
        section: 'electrical',
        kind: 'numeric',
        title: { en: '', zh: '浪涌', source: 'zh' },
        values: { max: '2', unit: 'kV', min: '' },
        verification: null,
        critical: false,
      },
    })
    expect(diff.order?.ids.slice(0, 2)).toEqual(['req_0002', 'req_0001'])
    expect(diff.order?.ids.at(-1)).toBe('req_0003')
    expect(diff.order?.moved).toHaveLength(2)
    expect(diff.order?.moved).toContain('req_0003')
  })

  test('a row that was copied is told and changes nothing', async () => {
    const diff = await edited((rows) => [...rows, rows[2] ?? []])
    expect(diff.problems).toEqual([{ code: 'idTwice', row: 10, field: 'id', value: 'R-002' }])
    expect(compare(diff)).toEqual(nothing)
  })

  test('a code nobody gave is a new requirement; an id of elsewhere falls back to the code; an id wins over a code', async () => {
    const diff = compare(
      await edited((rows, at) => {
        const [, first = [], second = [], third = []] = rows
        first[at('id')] = 'req_elsewhere'
        second[at('code')] = 'R-044'
        third[at('id')] = ''
        third[at('code')] = 'R-099'
        return rows
      }),
    )
    expect(diff.problems).toEqual([
      { code: 'idUnknown', row: 2, field: 'id', value: 'req_elsewhere' },
      { code: 'codeDiffers', row: 3, field: 'code', value: 'R-044' },
      { code: 'codeUnknown', row: 4, field: 'code', value: 'R-099' },
    ])
    expect(diff.changes).toEqual([])
    expect(diff.additions.map(({ row }) => row)).toEqual([4])
    expect(diff.removals.map(({ code }) => code)).toEqual(['R-003'])
  })

  test('what cannot be understood is told and stays as it is', async () => {
    const diff = await edited((rows, at) => {
      const [, first = [], second = []] = rows
      first[at('verification')] = '测试/检验吧'
      first[at('section')] = 'Marketing'
      first[at('values.min')] = '约 3'
      first[at('title.en')] = 'k'.repeat(201)
      second[at('owner')] = 'nobody@elsewhere.example'
      return rows
    })
    expect(diff.problems.map(({ code, field }) => [code, field])).toEqual([
      ['valueUnknown', 'section'],
      ['tooLong', 'title.en'],
      ['notANumber', 'values.min'],
      ['valueUnknown', 'verification'],
    ])
    const compared = compare(diff)
    expect(compared.problems.map(({ code }) => code)).toEqual(['ownerUnknown'])
    expect(compared.changes.flatMap(({ changes }) => changes)).toEqual([
      { field: 'values.min', from: '3.1', to: '约3' },
    ])
  })

  test('a section written once or merged is that of the rows below it', () => {
    const sheet: Sheet = {
      name: 'a',
      hidden: false,
      merges: [{ top: 2, left: 0, bottom: 3, right: 0 }],
      rows: [
        { row: 1, cells: ['类别', '编号', '标题'] },
        { row: 2, cells: ['射频', '', '增益'] },
        { row: 3, cells: ['', '', '带宽'] },
        { row: 4, cells: ['', '', '灵敏度'] },
        { row: 5, cells: ['结构', '', ''] },
        { row: 6, cells: ['', '', '厚度'] },
      ],
    }
    const { rows, problems } = readSpecSheet([sheet])
    expect(rows.map(({ cells }) => [cells['title.zh'], cells.section])).toEqual([
      ['增益', 'radio'],
      ['带宽', 'radio'],
      ['灵敏度', 'radio'],
      ['厚度', 'mechanical'],
    ])
    expect(problems.map(({ code, row }) => [code, row])).toEqual([['nothingSaid', 5]])
  })

  test('a file without requirements is told', () => {
    expect(readSpecSheet([]).problems.map(({ code }) => code)).toEqual(['noTable'])
    expect(
      readSpecSheet([{ name: 'a', hidden: false, merges: [], rows: [{ row: 1, cells: ['a', 'b'] }] }]).rows,
    ).toEqual([])
  })
})

describe('words', () => {
  test('every label of the product is understood, alone and in both languages', () => {
    const pairs = [
      ...sections.map((key) => ['section', key, en.section[key], zh.section[key]] as const),
      ...verificationMethods.map(
        (key) => ['verification', key, en.pdf.verification[key], zh.pdf.verification[key]] as const,
      ),
      ...(['numeric', 'statement'] as const).map(
        (key) => ['kind', key, en.sheet.kind[key], zh.sheet.kind[key]] as const,
      ),
      ...(['yes', 'no'] as const).map(
        (key) => ['critical', key, en.sheet.critical[key], zh.sheet.critical[key]] as const,
      ),
    ]
    for (const [field, key, english, chinese] of pairs)
      for (const cell of [
        english,
        chinese,
        `${english} ${chinese}`,
        `${chinese}\n${english}`,
        key,
        english.toUpperCase(),
      ])
        expect([cell, readChoice(field, cell)]).toEqual([cell, key])
  })
  test('every header we write is understood, alone and in both languages', () => {
    const keys = Object.keys(en.sheet.column) as (keyof typeof en.sheet.column)[]
    expect(keys).toHaveLength(sheetFields.length)
    keys.forEach((key, at) => {
      const [english, chinese] = [en.sheet.column[key], zh.sheet.column[key]]
      for (const header of [english, chinese, `${english}\n${chinese}`, `${chinese} ${english}`])
        expect([header, fieldsOfHeader(header)]).toEqual([header, [sheetFields[at]]])
    })
  })
  test('every problem has a text', () => {
    expect(Object.keys(en.sheet.problem).toSorted()).toEqual([...sheetProblems].toSorted())
  })
  test.each([
    ['R-7', 'R-007'],
    ['r 012', 'R-012'],
    ['Ｒ－１２', 'R-012'],
    ['12', 'R-012'],
    ['1024', 'R-1024'],
  ])('%s is %s', (written, code) => {
    const { rows } = readSpecSheet([
      {
        name: 'a',
        hidden: false,
        merges: [],
        rows: [
          { row: 1, cells: ['No.', 'Title'] },
          { row: 2, cells: [written, 'x'] },
        ],
      },
    ])
    expect(rows[0]?.code).toBe(code)
    expect(requirementCode(Number(code.slice(2)))).toBe(code)
  })
})
