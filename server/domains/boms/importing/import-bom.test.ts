import { describe, expect, test } from 'vitest'
import { encode } from '@/server/platform/workbooks/fixtures/encode'
import { importBom, type ImportSettings } from './import-bom'
import { MAX_ROWS } from '@/server/kernel/workbook-limits'

const read = (text: string, settings?: ImportSettings) => importBom(new TextEncoder().encode(text), 'bom.csv', settings)
const codes = async (text: string, settings?: ImportSettings): Promise<string[]> =>
  (await read(text, settings)).messages
    .map(({ code, row }) => (row === undefined ? code : `${code} ${row}`))
    .filter((code) => !/W094|W095|W096/.test(code))

describe('what a person corrects', () => {
  const TABLE = 'junk,,\nA,B,C\nR1,2,10k\nR2,3,1k\n'

  test('header row and columns', async () => {
    expect((await read(TABLE)).refused).toBe(true)
    const result = await read(TABLE, { headerRow: 2, columns: { 0: 'refdes', 1: 'qty', 2: 'value' } })
    expect(result.lines.map(({ row, refs, quantity, value }) => [row, refs[0]?.ref, quantity, value])).toEqual([
      [3, 'R1', '2', '10k'],
      [4, 'R2', '3', '1k'],
    ])
    const ignoring = await read('Designator,Qty,Value\nR1,1,10k', { columns: { 2: 'ignore' } })
    expect(ignoring.lines[0]).toMatchObject({ value: null, extra: {} })
  })

  test('a table without a header', async () => {
    const result = await read('R1,1,10k\nR2,1,1k', { headerRow: 0, columns: { 0: 'refdes', 1: 'qty', 2: 'value' } })
    expect([result.detected.headerRow, result.lines.length]).toEqual([0, 2])
  })

  test('delimiter and encoding', async () => {
    expect((await read('Designator^Qty\nR1^1', { delimiter: '^' })).lines.length).toBe(1)
    const bytes = encode('位號,數量,備註\nR1,1,貼片\n', 'big5')
    expect((await importBom(bytes, 'x', { encoding: 'big5' })).lines[0]?.note).toBe('貼片')
  })

  test('refusals still show the table', async () => {
    const result = await read(TABLE)
    expect(result.table.map(({ cells }) => cells[0])).toEqual(['junk', 'A', 'R1', 'R2'])
    expect(result.detected.columns.length).toBe(3)
  })
})

describe('rows', () => {
  test('sections, rulers, totals, repeated headers and signatures are no lines', async () => {
    const text =
      '位号,用量,型号\nSMT,,\nR1,1,RC0402FR\n---,---,---\n位号,用量,型号\nC1,1,GRM155R71\n插件料,,\nJ1,1,XH-2A-01\n合计,3,\n审核：王工,,\nR9,1,RC0402JR'
    const { lines } = await read(text)
    expect(lines.map(({ refs, section, mount }) => [refs[0]?.ref, section, mount])).toEqual([
      ['R1', 'SMT', 'SMT'],
      ['C1', 'SMT', 'SMT'],
      ['J1', '插件料', 'TH'],
    ])
  })

  test('a second table with other columns is read too', async () => {
    const { lines } = await read(
      '整机：,,\n名称,数量,备注\n螺丝,12个,\n导线,若干,\nPCBA：,,\n型号,数量,位号\n100nF 电容,2,"C1,C2"\n10k 电阻,1,R1\n',
    )
    expect(lines.map(({ refs, quantity, name, value }) => [refs.length, quantity, name ?? value])).toEqual([
      [0, '12', '螺丝'],
      [0, null, '导线'],
      [2, '2', '100nF 电容'],
      [1, '1', '10k 电阻'],
    ])
  })

  test('references that run on in a row of their own belong to the line above, even a column off', async () => {
    const { lines } = await read('Qty,Value,Package,Designator\n4,100nF,C0402,"C1,C2,"\n,,"C3,",\n,,,C4\n1,1k,R0402,R1')
    expect(lines.map(({ row, refs }) => [row, refs.length])).toEqual([
      [2, 4],
      [5, 1],
    ])
  })

  test('row numbers are those of the file', async () => {
    expect((await read('sep=;\nDesignator;Qty;Value\n\nR1;1;"10\nk"\nR2;1;1k')).lines.map(({ row }) => row)).toEqual([
      4, 5,
    ])
  })
})

describe('quantities', () => {
  test('references count when nothing else does', async () => {
    expect((await read('Designator,Value\n"R1,R2(DNP),R3",10k')).lines[0]).toMatchObject({ quantity: '2', dnp: false })
    expect(await codes('Description,MPN,Qty\nGlue,LOCTITE-401,')).toEqual(['BOM-E040 2'])
  })

  test('a mismatch is an error of its row', async () => {
    expect(await codes('Designator,Qty,Value\n"R1,R2",5,10k\nC1,1,1u')).toEqual(['BOM-E046 2'])
    expect(await codes('Designator,Qty,Value,Unit\nW1,0.35,wire,m')).toEqual([])
  })

  test('zero is do-not-place', async () => {
    const result = await read('Designator,Qty,Value\nR1,0,10k')
    expect(result.lines[0]).toMatchObject({ quantity: '0', dnp: true })
    expect(result.messages.map(({ code }) => code)).toContain('BOM-W044')
  })

  const TOTALS = 'Boards,100\nDesignator,Qty,Value\n"R1,R2",200,10k\nC1,100,1u'
  test('totals of a batch are asked about, divided on the answer only', async () => {
    expect(await codes(TOTALS)).toEqual(['BOM-Q047'])
    expect((await read(TOTALS)).lines.map(({ quantity }) => quantity)).toEqual(['200', '100'])
    expect((await read(TOTALS, { answers: { divideBy: 100 } })).lines.map(({ quantity }) => quantity)).toEqual([
      '2',
      '1',
    ])
    expect(await codes(TOTALS, { answers: { divideBy: 100 } })).toEqual([])
  })

  test('only totals need the number of units', async () => {
    expect(await codes('MPN,Manufacturer,Total Qty\nLM358DR,TI,30')).toEqual(['BOM-E049'])
    expect(
      (await read('MPN,Manufacturer,Total Qty\nLM358DR,TI,30', { answers: { divideBy: 20 } })).lines[0]?.quantity,
    ).toBe('1.5')
  })

  test('a stated total is checked', async () => {
    expect(await codes('Boards,10\nDesignator,Qty,Total Qty,Value\nR1,1,10,10k\nR2,1,11,1k')).toEqual(['BOM-W048 4'])
  })
})

describe('parts', () => {
  test('alternates: rows, columns and cells', async () => {
    const { lines } = await read(
      'Item,Designator,Qty,Value,MPN,Manufacturer,替代料1\n1,R1,1,10k,RC0402,YAGEO,ERJ2\n1,,,10k,0402WGF,UNI-ROYAL,\n2,U1,1,,LM358DR/NOPB,TI,\n2.1,,,,LM2904,ST,\n3,U2,1,,MCP1700T-3302E/TT 或 XC6206P332MR,,',
    )
    expect(lines.map(({ mpn, alternates }) => [mpn, alternates.map((alternate) => alternate.mpn)])).toEqual([
      ['RC0402', ['ERJ2', '0402WGF']],
      ['LM358DR/NOPB', ['LM2904']],
      ['MCP1700T-3302E/TT', ['XC6206P332MR']],
    ])
  })

  test('maker and number in one column', async () => {
    const { lines } = await read(
      'Designator,Manufacturer/MPN,Qty\nC1,YAGEO CC0402KRX7R7BB104,1\nY1,"Interquip 5XBB24000183, CTS 445A35A24M",1',
    )
    expect(lines.map(({ manufacturer, mpn, alternates }) => [manufacturer, mpn, alternates.length])).toEqual([
      ['YAGEO', 'CC0402KRX7R7BB104', 0],
      ['Interquip', '5XBB24000183', 1],
    ])
  })

  test('prices are exact', async () => {
    const { lines } = await read('MPN,Qty,单价(元)\nA-1234,1,0.0041\nB-1234,1,"1,234.5"\nC-1234,1,询价')
    expect(lines.map(({ unitPrice }) => unitPrice)).toEqual([
      { micros: '4100', currency: 'CNY' },
      { micros: '1234500000', currency: 'CNY' },
      null,
    ])
  })

  test('values, packages and attributes come from what the row says', async () => {
    const [line] = (await read('位号,用量,物料名称,规格型号\n"R1,R2",2,贴片电阻,10K ±1% 1/16W 0402')).lines
    expect(line).toMatchObject({
      valueKind: 'resistor',
      value: '10K',
      valueSI: 10_000,
      valueUnit: 'Ω',
      valueDisplay: '10k',
      valueFromDescription: true,
      attributes: { tolerance: '1%', power: '1/16W' },
    })
  })

  test('test points are drawn, pin headers called H are bought', async () => {
    const { lines } = await read('Designator,Qty,Value\nTP1,1,TestPoint\nH1,1,2.54mm 排针\nH2,1,MountingHole')
    expect(lines.map(({ excludeFromBom }) => excludeFromBom)).toEqual([true, false, true])
  })

  test('conflicts across lines', async () => {
    const text =
      'IPN,Designator,Qty,Value,MPN,Footprint\n1,R1,1,10k,RC0402-A,0402\n1,R2,1,10k,RC0402-B,0402\n2,R3,1,1k,RC0603-C,0603\n3,R1,1,2k,RC0603-C,0805'
    expect(await codes(text)).toEqual(['BOM-E090 3', 'BOM-E091 5', 'BOM-W092 5', 'BOM-E093 5'])
  })
})

describe('merging', () => {
  const TEXT =
    'Designator,Qty,Value,MPN,Manufacturer\n"R1,R2",2,10k,RC0402FR-0710KL,YAGEO(国巨)\nC1,1,1u,CL05A105,Samsung\n"R7,R8",2,10k,RC0402FR-0710KL,Yageo\nR9,1,10k DNP,RC0402FR-0710KL,Yageo'

  test('is proposed, never silent', async () => {
    const result = await read(TEXT)
    expect(result.lines.length).toBe(4)
    expect(result.merges).toMatchObject([{ rows: [2, 4], quantity: '4', refs: ['R1', 'R2', 'R7', 'R8'] }])
  })

  test('is applied on the person’s word; do-not-place lines stay apart', async () => {
    const { lines } = await read(TEXT, { mergeDuplicates: true })
    expect(lines.map(({ row, quantity, refs }) => [row, quantity, refs.length])).toEqual([
      [2, '4', 4],
      [3, '1', 1],
      [5, '1', 1],
    ])
  })
})

describe('levels', () => {
  const parents = async (text: string): Promise<[number, number | null][]> =>
    (await read(text)).lines.map(({ row, parentRow }) => [row, parentRow])

  test('numbers make a stack', async () => {
    expect(await parents('Level,Item Code,Qty\n0,TOP,1\n1,PCBA,2\n2,CAP,10\n1,BOX,1')).toEqual([
      [2, null],
      [3, 2],
      [4, 3],
      [5, 2],
    ])
    expect(await parents('层级,物料编码,用量\n.1,A,1\n..2,B,1\n.1,C,1')).toEqual([
      [2, null],
      [3, 2],
      [4, null],
    ])
  })

  test('outline numbers and parent codes', async () => {
    expect(await parents('Item,Item Code,Qty,Description\n1,A,1,a\n1.1,B,2,b\n1.1.1,C,3,c\n2,D,1,d')).toEqual([
      [2, null],
      [3, 2],
      [4, 3],
      [5, null],
    ])
    expect(await parents('父件编码,物料编码,用量\nA,B,1\n,A,1\nB,C,1')).toEqual([
      [2, 3],
      [3, null],
      [4, 2],
    ])
  })

  test('jumps and circles are said', async () => {
    expect(await codes('Level,Item Code,Qty\n0,TOP,1\n1,A,1\n3,B,1')).toContain('BOM-E080 4')
    const circle = (await read('Parent,Item Code,Qty\nA,B,1\nB,A,1')).messages.find(({ code }) => code === 'BOM-E082')
    expect(circle?.params.path).toBe('A → B → A')
  })
})

describe('refused with one clear message', () => {
  const only = async (bytes: Uint8Array): Promise<unknown> => {
    const { refused, lines, messages } = await importBom(bytes, 'x.csv')
    return refused && lines.length === 0 && messages.length === 1 ? messages[0] : messages
  }
  const text = (content: string): Uint8Array => new TextEncoder().encode(content)

  test.each<[string, Uint8Array, string, Record<string, unknown>?]>([
    ['nothing', new Uint8Array(), 'BOM-E013'],
    ['blank rows', text(',,,\n,,\n'), 'BOM-E013'],
    ['a header only', text('Designator,Quantity,Value\n'), 'BOM-E016'],
    ['prose', text('Dear all,\nthe table follows tomorrow.\n'), 'BOM-E010'],
    ['a program', text('MZ\u0090\u0000\u0003'), 'BOM-E007', { type: 'EXE' }],
    ['a PDF', text('%PDF-1.7\n'), 'BOM-E007', { type: 'PDF' }],
    ['JSON', text('[[[[[[1]]]]]]'), 'BOM-E007', { type: 'JSON' }],
    ['a page without a table', text('<!doctype html><html><body>hi'), 'BOM-E007', { type: 'HTML' }],
    ['other XML', text('<?xml version="1.0"?><a/>'), 'BOM-E007', { type: 'XML' }],
    [
      'a document type',
      text('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///x"><export><components/></export>'),
      'BOM-E015',
    ],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x52, 0, 0, 0), 'BOM-E003', { enc: 'UTF-32' }],
    [
      'too many columns',
      text(`${Array.from({ length: 300 }, (_, i) => `c${i}`).join(',')}\n`),
      'BOM-E002',
      { n: 300, max: 200 },
    ],
    ['too many bytes', new Uint8Array(10 * 1024 * 1024 + 1).fill(44), 'BOM-E001', { max: 10 }],
    ['too many rows', text('Designator,Qty\n' + 'R1,1\n'.repeat(MAX_ROWS + 1)), 'BOM-E002'],
  ])('%s', async (_, bytes, code, params = {}) => {
    expect(await only(bytes)).toMatchObject({ code, severity: 'E', params })
  })
})

test('long cells are cut and said', async () => {
  const result = await read(`Designator,Qty,Description\nR1,1,"${'A'.repeat(40_000)}"\nR2,1,x`)
  expect(result.messages[0]).toMatchObject({ code: 'BOM-W018', row: 2, column: 'C' })
  expect([result.lines.length, result.lines[0]?.description?.length]).toEqual([2, 32_767])
})

test('a flood of messages is counted, not kept', async () => {
  const rows = Array.from({ length: 700 }, (_, i) => `R${i},2,10k`).join('\n')
  const found = (await read(`Designator,Qty,Value\n${rows}`)).messages.filter(({ code }) => code === 'BOM-E046')
  expect([found.length, found.at(-1)?.params.more]).toEqual([500, 200])
})
