import { describe, expect, it } from 'vitest'
import { openArchive } from './archive'
import { readWorkbook } from './read-workbook'
import { xlsxFile, type XlsxCell, type XlsxSheet } from './write-xlsx'

async function part(file: Buffer, name: string): Promise<string> {
  const chunks: Uint8Array[] = []
  await (await openArchive(file)).read(name, (chunk) => chunks.push(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
const sheetXml = (sheet: Partial<XlsxSheet>) =>
  part(xlsxFile([{ name: 'a', rows: [], ...sheet }]), 'xl/worksheets/sheet1.xml')
const readBack = async (rows: readonly (readonly XlsxCell[])[]) => {
  const { sheets } = await readWorkbook(xlsxFile([{ name: 'a', rows }]))
  return sheets[0]?.rows ?? []
}

describe('xlsxFile', () => {
  it('says on every printed page what it is asked to', async () => {
    const file = xlsxFile([
      { name: "R&D's", rows: [['a'], ['b']], headerRows: 2, print: { left: 'SPEC-01 & more', right: 'Draft 草稿' } },
      { name: 'plain', rows: [] },
    ])
    expect(await part(file, 'xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'R&amp;D s'!$1:$2</definedName>`,
    )
    const sheet = await part(file, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<oddHeader>&amp;L&amp;BSPEC-01 &amp;&amp; more&amp;R&amp;BDraft 草稿</oddHeader>')
    expect(sheet.indexOf('<headerFooter>')).toBeGreaterThan(sheet.indexOf('<pageSetup'))
    expect(await part(file, 'xl/worksheets/sheet2.xml')).not.toContain('headerFooter')
    expect((await readWorkbook(file)).sheets[0]?.rows).toHaveLength(2)
  })

  it.each(['=1+1', '@SUM(A1)', '+8613800000000', '-', '00123', '1E5', '3-4', ' a\nb ', '_x000D_', '"<&>', '位号 😀'])(
    'keeps the text %j as it is and never as a formula',
    async (text) => {
      const [row] = await readBack([[text]])
      expect(row).toEqual({ row: 1, cells: [text] })
      expect(await sheetXml({ rows: [[text]] })).not.toMatch(/<f[ >]/)
    },
  )

  it('writes numbers and days that can be counted with', async () => {
    const [row] = await readBack([[{ number: '0.0125' }, { number: '-12' }, { date: '2026-03-31' }, null, '']])
    expect(row).toMatchObject({ cells: ['0.0125', '-12', '2026-03-31'] })
    expect([...(row?.kinds ?? [])]).toEqual([
      [0, 'number'],
      [1, 'number'],
      [2, 'date'],
    ])
  })

  it.each([{ number: '1234567890123456' }, { number: '1e5' }, { number: '=1' }, { date: '1900-02-28' }, { date: 'x' }])(
    'writes %j as text, for a spreadsheet would change it',
    async (cell) => {
      const [row] = await readBack([[cell]])
      expect(row).toEqual({ row: 1, cells: Object.values(cell) })
    },
  )

  it('gives every sheet a tab of its own', async () => {
    const names = ['规格 Spec', 'spec/limits?', 'SPEC LIMITS', '', 'a'.repeat(40), 'A'.repeat(35)]
    const { sheets } = await readWorkbook(xlsxFile(names.map((name) => ({ name, rows: [[name || '-']] }))))
    expect(sheets.map(({ name }) => name)).toEqual([
      '规格 Spec',
      'spec limits',
      'SPEC LIMITS (2)',
      'Sheet4',
      'a'.repeat(31),
      `${'A'.repeat(27)} (2)`,
    ])
    expect(sheets.map(({ rows }) => rows[0]?.cells[0])).toEqual(names.map((name) => name || '-'))
  })

  it('keeps the header in sight, sets widths, and wraps where asked', async () => {
    const rows = [
      ['要求 Requirement', 'Note'],
      ['long text', 'short'],
    ]
    const xml = await sheetXml({ rows, columns: [{ width: 48, wrap: true }, {}] })
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<cols><col min="1" max="1" width="48" customWidth="1"/></cols>')
    const styles = await part(xlsxFile([]), 'xl/styles.xml')
    const formats = [...(styles.split('<cellXfs')[1] ?? '').matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)].map(([xf]) => ({
      bold: xf.includes('fontId="1"'),
      wrap: xf.includes('wrapText="1"'),
    }))
    expect([...xml.matchAll(/ s="(\d+)"/g)].map(([, at]) => formats[Number(at)])).toEqual([
      { bold: true, wrap: true },
      { bold: true, wrap: false },
      { bold: false, wrap: true },
      { bold: false, wrap: false },
    ])
    expect(await sheetXml({ rows, headerRows: 0 })).not.toMatch(/<pane|<cols/)
  })

  it('hides columns and offers choices', async () => {
    const columns = [{ choices: ['Yes 是', 'No 否'] }, { hidden: true }, { choices: ['a'.repeat(256)] }]
    const xml = await sheetXml({ rows: [['a', 'b', 'c']], columns })
    expect(xml).toContain('<cols><col min="2" max="2" hidden="1"/></cols>')
    expect(xml.match(/<dataValidation .*?<\/dataValidation>/g)).toEqual([
      '<dataValidation type="list" allowBlank="1" sqref="A2:A1048576"><formula1>"Yes 是,No 否"</formula1></dataValidation>',
    ])
  })

  it('writes the same bytes for the same content', () =>
    expect(xlsxFile([{ name: 'a', rows: [['b']] }]).equals(xlsxFile([{ name: 'a', rows: [['b']] }]))).toBe(true))
})
