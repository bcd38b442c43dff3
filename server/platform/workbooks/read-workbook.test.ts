import { describe, expect, test } from 'vitest'
import { MAX_CELL_CHARS, MAX_COLUMNS } from '@/server/kernel/workbook-limits'
import { zipOf } from '../zip'
import { encode } from './fixtures/encode'
import { buildXls } from './fixtures/build-xls'
import { buildOds, buildXlsx } from './fixtures/build-xlsx'
import { readWorkbook } from './read-workbook'

const rows = [
  ['编号', 'Limit'],
  ['T-1', 0.5],
]
const cells = [
  ['编号', 'Limit'],
  ['T-1', '0.5'],
]
const text = (content: string) => Buffer.from(content)

describe('readWorkbook', () => {
  test.each([
    ['xlsx', buildXlsx([{ name: 'a', rows }])],
    ['ods', buildOds(rows)],
    ['xls', buildXls(rows)],
    ['csv', text('编号;Limit\r\nT-1;0.5\r\n')],
    ['csv', encode('编号\tLimit\nT-1\t0.5', 'gb18030')],
    ['html', text('<table><tr><td>编号<td>Limit<tr><td>T-1<td>0.5</table>')],
    [
      'spreadsheetml',
      text(
        '<?xml version="1.0"?><Workbook xmlns:ss="s"><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">Limit</Data></Cell></Row><Row><Cell><Data ss:Type="String">T-1</Data></Cell><Cell><Data ss:Type="Number">0.50</Data></Cell></Row></Table></Worksheet></Workbook>',
      ),
    ],
  ])('reads %s by its bytes', async (format, bytes) => {
    const book = await readWorkbook(bytes)
    expect([book.format, book.sheets.map((sheet) => sheet.rows.map((row) => row.cells))]).toEqual([format, [cells]])
    expect(book.doubts).toEqual({ encoding: false, unclosedRow: null, cut: [] })
  })

  test('a chosen delimiter and a sep= line decide over what the text looks like', async () => {
    const widths = async (content: string, delimiter?: string) =>
      (await readWorkbook(text(content), { delimiter })).sheets[0]?.rows.map((row) => [row.row, row.cells.length])
    expect(await widths('a,b,c|d\n1,2,3|4', '|')).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(await widths('sep=|\na,b,c|d')).toEqual([[2, 2]])
  })

  test('says which cells it had to cut and which quote never closes', async () => {
    const long = 'x'.repeat(MAX_CELL_CHARS + 1)
    const book = await readWorkbook(text(`a,b\n1,${long}\n"2,c\n`))
    expect(book.doubts).toEqual({ encoding: false, unclosedRow: 3, cut: [{ sheet: 0, row: 2, column: 1 }] })
    expect(book.sheets[0]?.rows[1]?.cells[1]).toHaveLength(MAX_CELL_CHARS)
  })

  test.each([
    ['empty', text('')],
    ['tooLarge', zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/media/a': Buffer.alloc(30_000_000) })],
    ['tooMany', text(','.repeat(MAX_COLUMNS) + 'x')],
    ['foreign', text('%PDF-1.7')],
    ['foreign', text('<?xml version="1.0"?><export><comp ref="R1"/></export>')],
    ['damaged', text('PK\u0003\u0004')],
    ['entities', text('<?xml version="1.0"?><!DOCTYPE x><Workbook/>')],
  ])('refuses what is %s', async (reason, bytes) => {
    await expect(readWorkbook(bytes)).rejects.toMatchObject({ reason })
  })
})
