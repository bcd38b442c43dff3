import { describe, expect, test } from 'vitest'
import { zipOf } from '@/server/platform/zip'
import { buildCompoundFile, buildXls, buildXls5 } from '@/server/platform/workbooks/fixtures/build-xls'
import { buildOds, buildXlsx } from '@/server/platform/workbooks/fixtures/build-xlsx'
import { encode } from '@/server/platform/workbooks/fixtures/encode'
import { importBom } from './import-bom'

const HEADER = ['Designator', 'Qty', 'Value', 'MPN', 'Footprint']
const ROWS = [
  ['R1, R2', 2, '10k', 'RC0402FR-0710KL', '0402'],
  ['C1', 1, '4.7µF', 'GRM188R61A475KE15D', '0603'],
]
const brief = async (bytes: Uint8Array) => {
  const { lines, messages, format } = await importBom(bytes, 'x')
  return {
    format,
    codes: messages.map(({ code }) => code).filter((code) => !/W09|W096/.test(code)),
    lines: lines.map(({ refs, quantity, value, mpn }) => [refs.map(({ ref }) => ref).join(' '), quantity, value, mpn]),
  }
}
const EXPECTED = [
  ['R1 R2', '2', '10k', 'RC0402FR-0710KL'],
  ['C1', '1', '4.7µF', 'GRM188R61A475KE15D'],
]
const only = async (bytes: Uint8Array): Promise<unknown> => {
  const { refused, lines, messages } = await importBom(bytes, 'x')
  return refused && lines.length === 0 && messages.length === 1 ? messages[0]?.code : messages
}

describe('XLSX', () => {
  test('is read', async () => {
    expect(await brief(buildXlsx([{ name: 'Sheet1', rows: [HEADER, ...ROWS] }]))).toEqual({
      format: 'xlsx',
      codes: [],
      lines: EXPECTED,
    })
  })

  test('the BOM sheet wins over cover, change log and hidden copies', async () => {
    const other = { rows: [HEADER, ['X1', 1, 'old', 'OLD-1', '0402']] }
    const result = await importBom(
      buildXlsx([
        { name: '封面', ...other },
        { name: '变更记录', ...other },
        { name: 'Old', state: 'hidden', ...other },
        { name: 'BOM', rows: [HEADER, ...ROWS] },
      ]),
      'x',
    )
    expect(result.detected.sheet).toBe(3)
    expect(result.lines.length).toBe(2)
    expect(
      (
        await importBom(
          buildXlsx([
            { name: 'BOM', rows: [HEADER, ...ROWS] },
            { name: 'Spares', ...other },
          ]),
          'x',
          { sheet: 1 },
        )
      ).lines[0]?.mpn,
    ).toBe('OLD-1')
  })

  test('what Excel does to cells is repaired or said', async () => {
    const rows = [
      HEADER,
      ['R1', 1, '10k', { number: 43862, format: 'd-mmm' }, { number: 402, format: '0000' }],
      ['R2', { formula: 'A1+1' }, '1k', 'X-1234', 603],
      ['R3', { formula: 'A1', value: '1' }, { error: '#N/A' }, '1.00E+12', '0402'],
    ]
    const result = await importBom(buildXlsx([{ name: 'BOM', rows }]), 'x')
    expect(result.lines.map((line) => [line.package, line.quantity, line.value])).toEqual([
      ['0402', '1', '10k'],
      ['0603', '1', '1k'],
      ['0402', '1', null],
    ])
    const codes = result.messages.map(({ code, row, column }) => `${code} ${row}${column}`)
    expect(codes).toEqual(
      expect.arrayContaining(['BOM-E031 2D', 'BOM-E006 3B', 'BOM-W030 3E', 'BOM-W033 4C', 'BOM-E032 4D']),
    )
  })

  test('hidden rows are included and said, or skipped on the answer', async () => {
    const bytes = buildXlsx([{ name: 'BOM', rows: [HEADER, ROWS[0] ?? [], { hidden: true, cells: ROWS[1] ?? [] }] }])
    const included = await importBom(bytes, 'x')
    expect([included.lines.length, included.messages[0]]).toMatchObject([
      2,
      { code: 'BOM-W005', params: { n: 1, context: 'included' } },
    ])
    const skipped = await importBom(bytes, 'x', { answers: { includeHiddenRows: false } })
    expect([skipped.lines.length, skipped.messages[0]]).toMatchObject([1, { params: { context: 'skipped' } }])
  })

  test('group captions name their columns', async () => {
    const rows = [
      ['序号', '位号', '用量', '型号', '替代料1', null, '替代料2', null],
      [null, null, null, null, '型号', '品牌', '型号', '品牌'],
      [1, 'R1', 1, 'RC0402FR-0710KL', '0402WGF1002TCE', '厚声', 'CRCW040210K', 'Vishay'],
    ]
    const [line] = (
      await importBom(
        buildXlsx([{ name: 'BOM', rows, merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:F1', 'G1:H1'] }]),
        'x',
      )
    ).lines
    expect(line).toMatchObject({
      mpn: 'RC0402FR-0710KL',
      alternates: [
        { mpn: '0402WGF1002TCE', manufacturer: '厚声', priority: 1 },
        { mpn: 'CRCW040210K', manufacturer: 'Vishay', priority: 2 },
      ],
    })
  })

  test('entities and bombs are refused', async () => {
    const evil = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    const book = (extra: Record<string, string | Uint8Array>) =>
      zipOf({ 'xl/workbook.xml': '<workbook><sheets><sheet name="a"/></sheets></workbook>', ...extra })
    expect(
      await only(book({ 'xl/sharedStrings.xml': `<?xml version="1.0"?>${evil}<sst><si><t>&b;</t></si></sst>` })),
    ).toBe('BOM-E015')
    expect(await only(book({ 'xl/worksheets/sheet1.xml': new Uint8Array(30_000_000).fill(32) }))).toBe('BOM-E001')
    expect(
      await only(
        book({
          'xl/worksheets/sheet1.xml':
            '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
        }),
      ),
    ).toBe('BOM-E002')
    expect(await only(book({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row></worksheet>' }))).toBe('BOM-E008')
    expect(await only(zipOf({ 'bom.csv': 'a,b' }))).toBe('BOM-E007')
    expect(await only(buildXlsx([{ name: 'BOM', rows: [HEADER, ...ROWS] }]).subarray(0, 700))).toBe('BOM-E008')
  })
})

test('ODS is read; its endless empty rows and its remarks are not', async () => {
  expect(await brief(buildOds([HEADER, ...ROWS]))).toEqual({ format: 'ods', codes: [], lines: EXPECTED })
})

describe('XLS', () => {
  test('small files live in the mini stream, large ones in sectors', async () => {
    expect(await brief(buildXls([HEADER, ...ROWS]))).toEqual({ format: 'xls', codes: [], lines: EXPECTED })
    const many = Array.from({ length: 90 }, (_, i) => [`R${i + 1}`, 1, '10k', `PART-NUMBER-${i}`, '0402'])
    const large = await importBom(buildXls([HEADER, ...many]), 'x')
    expect([large.lines.length, large.lines[89]?.mpn]).toEqual([90, 'PART-NUMBER-89'])
  })

  test('strings run over record ends', async () => {
    const rows = [
      ['位号', '用量', '型号'],
      ['R1, R2', 2, '贴片电阻'.repeat(30)],
      ['C1', 1, 'GRM155'],
    ]
    for (const piece of [40, 41, 64, 101, 8224]) {
      expect(
        (await importBom(buildXls(rows, piece), 'x')).lines.map(({ refs, value, mpn }) => [refs.length, value ?? mpn]),
      ).toEqual([
        [2, '贴片电阻'.repeat(30)],
        [1, 'GRM155'],
      ])
    }
  })

  test('formula texts and fractions keep their saved value', async () => {
    const [line] = (
      await importBom(
        buildXls([
          ['Part', 'Qty', 'Description', 'MPN'],
          ['Wire', 0.35, { formulaText: 'Black wire' }, 'W-0001-BK'],
        ]),
        'x',
      )
    ).lines
    expect(line).toMatchObject({ quantity: '0.35', description: 'Black wire' })
  })

  test('Excel 5/95 texts are in a code page', async () => {
    const bytes = buildXls5(
      [
        ['位号', '数量', '备注'],
        ['R1', 1, '贴片'],
      ],
      (text) => encode(text, 'gb18030'),
      936,
    )
    expect((await importBom(bytes, 'x')).lines[0]).toMatchObject({ quantity: '1', note: '贴片' })
  })

  test('other old Office files, damage and passwords are told apart', async () => {
    expect(await only(buildCompoundFile('WordDocument', new Uint8Array(5000)))).toBe('BOM-E007')
    expect(await only(buildCompoundFile('Workbook', new Uint8Array(5000)))).toBe('BOM-E008')
    expect(await only(buildCompoundFile('EncryptedPackage', new Uint8Array(5000)))).toBe('BOM-E009')
    expect(await only(buildXls([HEADER, ...ROWS]).subarray(0, 600))).toBe('BOM-E008')
  })

  test('a chain of sectors that bites its tail ends', async () => {
    const bytes = buildCompoundFile('Workbook', new Uint8Array(5000).fill(9))
    new DataView(bytes.buffer).setUint32(512 + 4 * 5, 3, true)
    expect(await only(bytes)).toBe('BOM-E008')
  })
})
