import { describe, expect, test } from 'vitest'
import { projectRoot } from '@/db/root'
import { readPdf, streams, unspaced } from './fixtures/read-pdf'
import type { Block, Cell, Paper, Span } from './paper'
import { fontFiles } from './typeface'
import { writePdfApart } from './write-apart'
import { writePdf } from './write-pdf'

const en = (text: string, look: Partial<Span> = {}): Span => ({ text, language: 'en', ...look })
const zh = (text: string, look: Partial<Span> = {}): Span => ({ text, language: 'zh', ...look })
const cell = (...spans: Span[]): Cell => [{ spans }]

const paper = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({
  info: {
    title: 'Paper 文件',
    subject: 'Test',
    author: 'Northfield',
    keywords: 'one, two',
    language: 'en',
    date: new Date('2026-11-20T01:30:00Z'),
  },
  header: { left: cell(en('DOC-1')), right: [], pages: { spans: [en('Page {page} of {pages}')] } },
  footer: { left: { spans: [en('foot')] }, right: { spans: [] } },
  blocks,
  ...more,
})
const files = fontFiles(projectRoot())
const write = (blocks: readonly Block[], more?: Partial<Paper>) => writePdf(paper(blocks, more), files)
const table = (rows: readonly (readonly Cell[])[]): Block => ({
  kind: 'table',
  columns: [{ width: 40, fixed: true }, { width: 1 }, { width: 1 }],
  head: [cell(en('No.')), cell(en('English')), cell(zh('中文'))],
  rows: rows.map((cells) => ({ cells })),
})

describe('a file', () => {
  test('says who it is, in which language, and nothing about when it was written', async () => {
    const bytes = await write([{ kind: 'heading', cell: cell(en('First 第一')), bookmark: 'First 第一' }])
    const { info, bookmarks } = await readPdf(bytes)
    expect(info).toMatchObject({
      Title: 'Paper 文件',
      Author: 'Northfield',
      Subject: 'Test',
      Keywords: 'one, two',
      Creator: 'Mortise',
      Producer: 'Mortise',
      Language: 'en',
      CreationDate: 'D:20261120013000Z',
    })
    expect(bookmarks).toEqual(['First 第一'])
    expect(Buffer.from(bytes).toString('latin1')).toContain('/DisplayDocTitle true')
  })

  test('is the same bytes for the same paper', async () => {
    const blocks = [table([[cell(en('1')), cell(en('Voltage')), cell(zh('电压'))]])]
    const [first, second, apart] = [await write(blocks), await write(blocks), await writePdfApart(paper(blocks))]
    expect(Buffer.from(first).equals(second)).toBe(true)
    expect(Buffer.from(first).equals(apart)).toBe(true)
    expect(Buffer.from(first).equals(await write([]))).toBe(false)
  })

  test('carries the characters it uses and no others', async () => {
    const bytes = await write([{ kind: 'text', cell: cell(zh('供电电压'), en('V', { bold: true })) }])
    const file = Buffer.from(bytes).toString('latin1')
    expect(new Set(file.match(/[A-Z]{6}\+NotoSansSC-\w+/g))).toHaveProperty('size', 2)
    expect(file.match(/\/FontFile2 /g)).toHaveLength(2)
    // Two fonts of ten megabytes each.
    expect(bytes.length).toBeLessThan(20_000)
  })
})

describe('text', () => {
  test('is found as it was written, in both languages, signs included', async () => {
    const english = 'Ripple ≤ 50 mV, noise 10⁻⁶ V²·Hz⁻¹, ⌀ 3.2 ± 0.1 mm at −20 °C, “2.20 kΩ”, 38 µA × 2'
    const chinese = '纹波不大于 50 mV，外壳（含“按键”）公差 ±0.1 mm；Ⅱ类绝缘，阻值 ≥ 10 MΩ，温度 25 ℃。'
    const { pages } = await readPdf(await write([table([[cell(en('R-001')), cell(en(english)), cell(zh(chinese))]])]))
    expect(unspaced(pages.join(''))).toContain(unspaced(english))
    expect(unspaced(pages.join(''))).toContain(unspaced(chinese))
  })

  test('says which of it is in the other language', async () => {
    const [content] = streams(await write([{ kind: 'text', cell: cell(en('Voltage '), zh('电压')) }])).filter((each) =>
      each.includes('/Lang (zh-CN)'),
    )
    expect(content?.match(/\/Span <<\/Lang \(zh-CN\)>> BDC/g)).toHaveLength(1)
    expect(content).not.toContain('/Lang (en)')
  })

  test('of any kind does no harm', async () => {
    const hostile = [
      '\u0000\u0001\u0007\u001b[31m) Tj ET (\\',
      '🔧👩\u200d🔧⚠\ufe0f🇨🇳',
      'שלום مرحبا \u202e5.3\u202c',
      '\ud83d half',
      'e\u0301\u0302\u0303\u0304',
      'k'.repeat(8_000),
      '电'.repeat(8_000),
      '，'.repeat(300),
      '\n'.repeat(500),
      '{page} <script> %PDF endstream endobj',
      '𬭚䶮',
    ]
    const { pages } = await readPdf(
      await write(hostile.map((text) => table([[cell(en(text)), cell(en(text)), cell(zh(text))]]))),
    )
    const text = unspaced(pages.join(''))
    expect(text.match(/电/g)).toHaveLength(3 * 8_000)
    expect(text.match(/k{30}/g)?.length).toBeGreaterThan(500)
    // What no font can draw is still what it was when it is copied.
    expect(text).toContain('🔧👩🔧')
    expect(text).toContain('𬭚䶮')
    expect(text).toContain(unspaced('{page} <script> %PDF endstream endobj'))
    for (const gone of ['\u0000', '\u0007', '\u202e']) expect(text).not.toContain(gone)
  })
})

describe('pages', () => {
  const rows = Array.from({ length: 120 }, (_, index) => [
    cell(en(`R-${index + 1}`)),
    cell(en('The supply voltage at the input stays in range.')),
    cell(zh('输入连接器处的供电电压应保持在范围内。')),
  ])
  test('are counted, and each says which document it is of and repeats the head of the table', async () => {
    const { pages } = await readPdf(await write([table(rows)]))
    expect(pages.length).toBeGreaterThan(2)
    pages.forEach((page, index) => {
      expect(page).toContain('DOC-1')
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(unspaced(page)).toContain('No.English中文')
    })
    const codes = [...unspaced(pages.join('')).matchAll(/R-\d+(?=The)/g)].map(([code]) => code)
    expect(codes).toEqual(rows.map((_, index) => `R-${index + 1}`))
  })

  test('all carry the banner and the words across', async () => {
    const { pages } = await readPdf(
      await write([table(rows)], { banner: { spans: [en('Do not build')] }, watermark: [en('DRAFT'), zh('草稿')] }),
    )
    for (const page of pages) {
      expect(page).toContain('Do not build')
      expect(unspaced(page)).toContain('DRAFT草稿')
    }
  })

  test('a row longer than a page runs on over as many as it needs', async () => {
    const words = Array.from({ length: 4_000 }, (_, index) => `w${index}`)
    const { pages } = await readPdf(await write([table([[cell(en('R-1')), cell(en(words.join(' '))), []]])]))
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.join(' ').match(/\bw\d+\b/g)).toEqual(words)
  })

  test('a band goes with its first row, is repeated where its rows go on, and is a bookmark', async () => {
    const filler = rows.slice(0, 40).map((cells) => ({ cells }))
    const block: Block = {
      kind: 'table',
      columns: [{ width: 40, fixed: true }, { width: 1 }, { width: 1 }],
      rows: [
        { band: cell(en('Electrical')), bookmark: 'Electrical' },
        ...filler,
        { band: cell(en('Radio')), bookmark: 'Radio' },
        ...filler,
      ],
    }
    const { pages, bookmarks } = await readPdf(await write([block]))
    expect(bookmarks).toEqual(['Electrical', 'Radio'])
    for (const page of pages) {
      expect(page).toMatch(/Electrical|Radio/)
      expect(unspaced(page)).not.toMatch(/Radio(foot)?$/)
    }
  })
})
