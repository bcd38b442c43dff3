import { writeFileSync } from 'node:fs'
import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '@/db/root'
import { readPdf, unspaced } from './fixtures/read-pdf'
import { markPdf } from './mark-pdf'
import { markPdfApart } from './mark-apart'
import { fontFiles } from './typeface'
import { writePdf } from './write-pdf'

const files = fontFiles(projectRoot())
const mark = {
  across: '深圳凯达电路 · WL-20-PKG-003',
  foot: 'Copy for 深圳凯达电路, WL-20-PKG-003, 2026-11-30',
  language: 'zh',
} as const

async function drawing(pages: readonly Readonly<{ width: number; height: number; turned?: number }>[]) {
  const document = await PDFDocument.create({ updateMetadata: false })
  for (const { width, height, turned = 0 } of pages) {
    const page = document.addPage([width, height])
    page.setRotation(degrees(turned))
    page.drawRectangle({ x: 20, y: 20, width: 100, height: 50 })
  }
  return document.save()
}

async function marked(bytes: Uint8Array): Promise<Uint8Array> {
  const answer = await markPdf(bytes, mark, files)
  if (answer.state !== 'marked') throw new Error(answer.reason)
  return answer.bytes
}

describe('a mark on a PDF', () => {
  test('is on every page, in characters of both languages, whichever way the page lies', async () => {
    const pages = [0, 90, 180, 270].map((turned) => ({ width: 595, height: 842, turned }))
    const bytes = await marked(await drawing([...pages, { width: 2384, height: 3370 }]))
    if (process.env['KEEP']) writeFileSync(process.env['KEEP'], bytes)
    const { pages: read } = await readPdf(bytes)
    expect(read).toHaveLength(5)
    for (const text of read) {
      expect(unspaced(text)).toContain(unspaced(mark.across))
      expect(unspaced(text)).toContain(unspaced(mark.foot))
    }
  })

  test('leaves what was there, and is the same bytes twice, here and in a thread', async () => {
    const info = {
      title: 'Drawing 图纸',
      subject: '',
      author: 'Wrenlow',
      keywords: '',
      language: 'en',
      date: new Date(0),
    } as const
    const span = (text: string) => ({ text, language: 'en' }) as const
    const own = await writePdf(
      {
        info,
        header: { left: [], right: [], pages: { spans: [span('{page}')] } },
        footer: { left: { spans: [] }, right: { spans: [] } },
        blocks: [{ kind: 'text', cell: [{ spans: [span('Top cover, ABS'), { text: '上盖', language: 'zh' }] }] }],
      },
      files,
    )
    const [one, other] = [await marked(own), await marked(own)]
    expect(Buffer.from(one).equals(other)).toBe(true)
    const apart = await markPdfApart(own, mark)
    expect(apart.state === 'marked' && Buffer.from(apart.bytes).equals(one)).toBe(true)
    const { pages, info: read } = await readPdf(one)
    expect(read).toMatchObject({ Title: 'Drawing 图纸', Author: 'Wrenlow' })
    expect(unspaced(pages.join(''))).toContain('Topcover,ABS上盖')
  })

  test('is refused by a file that is locked, and by one that is none', async () => {
    const document = await PDFDocument.load(await drawing([{ width: 300, height: 300 }]))
    document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' })
    expect(await markPdf(await document.save(), mark, files)).toEqual({ state: 'refused', reason: 'locked' })
    for (const bytes of [Buffer.from('not a PDF'), Buffer.from('%PDF-1.7\n1 0 obj <<'), Buffer.alloc(0)])
      expect(await markPdf(bytes, mark, files)).toEqual({ state: 'refused', reason: 'damaged' })
  })
})
