import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutRows, pasteTable } from './paste-table'

const cells = (text: string) => cutRows(text).map((row) => row.cells)

describe('cells of a clipboard', () => {
  test.each<[string, string, string[][]]>([
    [
      'rows and columns',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a cell of several lines, with quotes in it', '"one\ntwo ""x"""\tb\nc', [['one\ntwo "x"', 'b'], ['c']]],
    ['quotes that are part of the text', '"click" feel\t5" pipe\n"', [['"click" feel', '5" pipe'], ['"']]],
    ['an empty last cell', 'a\t', [['a', '']]],
    ['old line ends', 'a\rb', [['a'], ['b']]],
    ['nothing', '', []],
  ])('%s', (_, text, wanted) => expect(cells(text)).toEqual(wanted))

  test('whatever cells Excel writes are read as they were', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '值', ' ', '"', '\n', '\t'), minLength: 1, maxLength: 8 })
    // As Excel does: quotes only around cells that hold a tab or a line end.
    const quoted = (text: string) => (/[\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const plain = (text: string) => /[\n\t]/.test(text) || !text.startsWith('"')
    const row = fc.array(cell.filter(plain), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        expect(cells(rows.map((each) => each.map(quoted).join('\t')).join('\r\n'))).toEqual(rows)
      }),
    )
  })
})

describe('columns', () => {
  test('are told by their names in either language', () => {
    const table = pasteTable(
      '参数\tMin\t典型值\tMax\t单位\tTest conditions\n输出电压\t3.1\t3.3\t3.5\tV\tIout = 0 to 200 mA',
    )
    expect(table).toMatchObject({ named: true, problems: [] })
    expect(table.columns).toEqual(['title.zh', 'values.min', 'values.typ', 'values.max', 'values.unit', 'condition.en'])
    expect(table.rows[0]?.cells).toEqual({
      'title.zh': '输出电压',
      'values.min': '3.1',
      'values.typ': '3.3',
      'values.max': '3.5',
      'values.unit': 'V',
      'condition.en': 'Iout = 0 to 200 mA',
    })
  })
  test('else by what stands in them', () => {
    const table = pasteTable(
      'Output voltage\t输出电压\t3.1\t3.3\t3.5\tV\t测试\nRipple\t纹波\t-\t\t50\tmV\tTest\nLeakage\t漏电流\t\t1\t５\tµA\t检验',
    )
    expect(table.named).toBe(false)
    expect(table.columns).toEqual([
      'title.en',
      'title.zh',
      'values.min',
      'values.typ',
      'values.max',
      'values.unit',
      'verification',
    ])
    expect(
      table.rows.map(({ cells: found }) => [found['values.min'], found['values.max'], found.verification]),
    ).toEqual([
      ['3.1', '3.5', 'test'],
      ['', '50', 'test'],
      ['', '5', 'inspection'],
    ])
  })
  test.each([
    ['Weight\t32\tg', ['title.en', 'values.nominal', 'values.unit']],
    ['R-001\tWeight\t30\t34', ['code', 'title.en', 'values.min', 'values.max']],
    ['Radio 射频\tGain\tMeasured at the antenna port', ['section', 'title.en', 'text.en']],
    ['表面\t不得有缩水、流痕', ['title.zh', 'text.zh']],
  ])('%j', (text, columns) => expect(pasteTable(text).columns).toEqual(columns))

  test('or as a person chose', () => {
    const { rows, columns } = pasteTable('a\tb\tc', ['text.en', null, 'title.en'])
    expect(columns).toEqual(['text.en', null, 'title.en'])
    expect(rows[0]?.cells).toEqual({ 'text.en': 'a', 'title.en': 'c' })
  })
  test('nothing pasted is told', () => {
    expect(pasteTable('').problems.map(({ code }) => code)).toEqual(['noTable'])
  })
})

test('a tolerance of ±0.1 in one cell is one to either side', () => {
  const [row] = pasteTable('名称\t标称值\t公差\t单位\n高度\t10\t±0.1\tmm').rows
  expect(row?.cells).toMatchObject({ 'values.tolerancePlus': '0.1', 'values.toleranceMinus': '0.1' })
})
