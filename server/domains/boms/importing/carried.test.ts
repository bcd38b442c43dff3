import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildXlsx } from '@/server/platform/workbooks/fixtures/build-xlsx'
import { importBom } from './import-bom'
import type { ImportedLine, ImportSettings } from './types'

const read = (text: string, settings: ImportSettings = {}) => importBom(Buffer.from(text), 'bom.csv', settings)
const fixture = (name: string) =>
  importBom(new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name))), name)
const only = <K extends keyof ImportedLine>(lines: readonly ImportedLine[], ...fields: K[]) =>
  lines.map((line) => fields.map((field) => line[field]))

describe('what a line loses and how it is packed', () => {
  test.each([
    ['Attrition %', '3', '3'],
    ['损耗率', '0.5%', '0.5'],
    ['损耗率(%)', '0.02', '0.02'],
    ['Attrition', '12.34567 %', '12.3457'],
  ])('%s of %s is %s percent', async (heading, cell, rate) => {
    const { lines } = await read(`Ref,Qty,MPN,${heading}\nR1,1,RC0402FR-0710KL,${cell}\nR2,1,RC0402FR-0711KL,5`)
    expect(lines[0]?.attritionPct).toBe(rate)
  })

  test('a share is asked about, and read as the person says', async () => {
    const text = 'Ref,Qty,MPN,损耗率\nR1,1,RC0402FR-0710KL,0.03\nR2,1,RC0402FR-0711KL,0.005'
    const asked = await read(text)
    expect(asked.messages.find(({ code }) => code === 'BOM-Q098')?.params).toMatchObject({ t: '0.03', v: '3' })
    const rates = async (attrition: 'share' | 'percent') =>
      (await read(text, { answers: { attrition } })).lines.map(({ attritionPct }) => attritionPct)
    expect(await rates('share')).toEqual(['3', '0.5'])
    expect(await rates('percent')).toEqual(['0.03', '0.005'])
  })

  test('what cannot be read is told and kept as it stands', async () => {
    const { lines, messages } = await read(
      'Ref,Qty,MPN,最小包装\nR1,1,RC0402FR-0710KL,一盘\nR2,1,RC0402FR-0711KL,"5,000"',
    )
    expect(lines.map(({ packMultiple }) => packMultiple)).toEqual([null, '5000'])
    expect(lines[0]?.extra).toEqual({ 最小包装: '一盘' })
    expect(messages.map(({ code }) => code)).toContain('BOM-W097')
  })
})

describe('who supplies a line, and what it is for', () => {
  test.each([
    ['供料方式', '客供', null, 'brand'],
    ['Consigned', 'Y', null, 'brand'],
    ['是否客供', '否', null, 'factory'],
    ['Sourcing', 'Turnkey', null, 'factory'],
    ['物料属性', '虚拟件', 'phantom', null],
    ['物料属性', '外购', 'normal', 'factory'],
    ['子项类型', '选配', 'optional', null],
    ['Item Type', 'X', 'phantom', null],
    ['Item Type', 'Consumable', 'consumable', null],
    ['Item Type', 'whatever', null, null],
  ])('%s %s', async (heading, cell, usage, suppliedBy) => {
    const { lines } = await read(`Ref,Qty,MPN,${heading}\nR1,1,RC0402FR-0710KL,${cell}`)
    expect(lines[0]).toMatchObject({ usage, suppliedBy })
  })

  test('is as the person says, cell by cell, and listed for them', async () => {
    const text = 'Ref,Qty,MPN,供料方式\nR1,1,RC0402FR-0710KL,K 类\nR2,1,RC0402FR-0711KL,k 类\nR3,1,RC0402FR-0712KL,外购'
    const first = await read(text)
    expect(first.detected.values.find(({ field }) => field === 'sourcing')?.cells).toEqual([
      { key: 'k 类', text: 'K 类', count: 2, meaning: 'none' },
      { key: '外购', text: '外购', count: 1, meaning: 'factory' },
    ])
    const said = await read(text, { values: { sourcing: { 'k 类': 'brand' } } })
    expect(said.lines.map(({ suppliedBy }) => suppliedBy)).toEqual(['brand', 'brand', 'factory'])
  })
})

describe('variants', () => {
  test('rules of KiBoM say what is left out where', async () => {
    const { lines, detected } = await read(
      'References,Value,Quantity Per PCB,Config\nR1,10k,1,\nR2,22k,1,+868\nR3,33k,1,-433\nR4,1k,1,DNF\nR5,2k,1,"+433, +868"\nR6,3k,1,+915',
    )
    expect(detected.variants).toEqual(['868', '433', '915'])
    expect(lines.map(({ notFitted, dnp }) => [notFitted.join(), dnp])).toEqual([
      ['', false],
      ['433,915', false],
      ['433', false],
      ['', true],
      ['915', false],
      ['868,433', false],
    ])
  })

  test('columns of their own do, and one place may hold either of two parts', async () => {
    const { lines, detected, messages } = await fixture('altium-variants.csv')
    expect(detected.variants).toEqual(['433', '868'])
    expect(lines.map(({ notFitted }) => notFitted)).toEqual([[], ['868'], ['433']])
    expect(messages.map(({ code }) => code)).not.toContain('BOM-E093')
  })
})

describe('structure and alternates', () => {
  test('an ERP writes quantities as fractions and parents in a column', async () => {
    expect(
      only((await fixture('kingdee.csv')).lines, 'ipn', 'quantity', 'parentRow', 'suppliedBy', 'attritionExtra'),
    ).toEqual([
      ['M001', '2', null, 'factory', '50'],
      ['M002', '1', null, 'factory', '0'],
      ['M003', '0.005', 3, 'brand', '0'],
    ])
  })
  test('blanks before the number are levels', async () =>
    expect(only((await fixture('indented.csv')).lines, 'level', 'parentRow')).toEqual([
      [1, null],
      [2, 2],
      [3, 3],
      [3, 3],
      [2, 2],
    ]))
  test('makers beside several numbers in one cell stay with theirs', async () => {
    const { lines } = await read('Ref,Qty,MPN,Manufacturer\nR1,1,RC0402FR-0710KL; 0402WGF1002TCE,YAGEO; 厚声')
    expect(lines[0]).toMatchObject({
      mpn: 'RC0402FR-0710KL',
      manufacturer: 'YAGEO',
      alternates: [{ mpn: '0402WGF1002TCE', manufacturer: '厚声' }],
    })
  })
  test('other sheets that are BOMs too are named', async () => {
    const header = ['位号', '用量', '型号', '品牌']
    const book = buildXlsx([
      { name: 'SMT', rows: [header, ['R1', 1, 'RC0402FR-0710KL', '国巨'], ['R2', 1, 'RC0402FR-0711KL', '国巨']] },
      { name: 'DIP', rows: [header, ['J1', 1, 'B2B-PH-K-S', 'JST']] },
    ])
    const { messages } = await importBom(book, 'book.xlsx')
    expect(messages.find(({ code }) => code === 'BOM-W099')?.params).toEqual({ sheet: 'SMT', names: 'DIP' })
    expect((await importBom(book, 'book.xlsx', { sheet: 1 })).messages.map(({ code }) => code)).not.toContain(
      'BOM-W099',
    )
  })
})
