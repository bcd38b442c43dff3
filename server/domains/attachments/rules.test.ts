import { describe, expect, test } from 'vitest'
import { reaches, type Reach } from './rules'
import { headBytes, mayShowInline, mediaTypeOf, tailBytes } from './rules/media-type'

const bytes = (...parts: readonly (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))))
const typeOf = (content: Buffer, name: string) =>
  mediaTypeOf(
    { head: content.subarray(0, headBytes), tail: content.subarray(-tailBytes), nul: content.includes(0) },
    name,
  )
const zip = (...names: string[]) =>
  bytes([0x50, 0x4b, 3, 4], 'x'.repeat(5_000), ...names.map((name) => `PK\x01\x02${name}`))

describe('the type of a file', () => {
  test.each([
    ['image/png', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13])],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF')],
    ['image/gif', bytes('GIF89a', [1, 0, 1, 0])],
    ['image/webp', bytes('RIFF', [1, 0, 0, 0], 'WEBPVP8 ')],
    ['image/heic', bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0])],
    ['image/heic', bytes([0, 0, 0, 24], 'ftypmif1', [0, 0, 0, 0])],
    ['application/pdf', bytes('%PDF-1.7\n', [0xe2, 0xe3])],
  ])('is %s whatever it is called', (type, content) => {
    for (const name of ['photo.png', 'evil.html', 'noextension', 'report.pdf']) expect(typeOf(content, name)).toBe(type)
  })
  test('is a workbook when the archive is one, without macros', () => {
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    expect(typeOf(zip('[Content_Types].xml', 'xl/workbook.xml'), 'data.xlsx')).toBe(xlsx)
    expect(typeOf(zip('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'), 'data.xlsx')).toBeNull()
    expect(typeOf(zip('[Content_Types].xml', 'word/document.xml'), 'data.xlsx')).toBeNull()
    expect(typeOf(zip('payload.exe'), 'data.xlsx')).toBeNull()
  })
  test.each([
    ['text/csv', 'f.csv', bytes('频率,S11\n2.44,-14\n')],
    ['text/csv', 'F.CSV', bytes([0xc6, 0xb5, 0xc2, 0xca], ',S11\n')],
    ['text/csv', 'wide.csv', Buffer.concat([bytes([0xff, 0xfe]), Buffer.from('a,b\n1,2\n', 'utf16le')])],
    ['text/plain', 'log.txt', bytes('boot ok, 3 < 4\n')],
  ])('is %s for text that is called %s', (type, name, content) => expect(typeOf(content, name)).toBe(type))

  test.each([
    [
      'a drawing with scripts',
      'logo.svg',
      bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['the same, called text', 'logo.txt', bytes('<svg onload="alert(1)">')],
    ['a page, called text', 'a.txt', bytes('\uFEFF  \n<!doctype html><script>alert(1)</script>')],
    ['a page, called CSV', 'a.csv', bytes('<HTML><body>')],
    ['a page in UTF-16', 'a.txt', Buffer.concat([bytes([0xff, 0xfe]), Buffer.from('<html>', 'utf16le')])],
    ['XML', 'a.csv', bytes('<?xml version="1.0"?><x/>')],
    ['a page', 'a.html', bytes('hello')],
    ['a program', 'a.txt', bytes('MZ', [0x90, 0, 3, 0])],
    ['a video', 'a.heic', bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 0, 0])],
    ['text without a kind', 'README', bytes('hello')],
    ['a binary that begins like text', 'a.csv', bytes('a,b\n', [0], 'c')],
  ])('is none of ours: %s', (_, name, content) => expect(typeOf(content, name)).toBeNull())

  test('decides what a browser may show here: nothing that could hold a script', () => {
    expect(['image/png', 'image/heic', 'application/pdf'].every(mayShowInline)).toBe(true)
    expect(['text/plain', 'text/csv', 'text/html', 'image/svg+xml'].some(mayShowInline)).toBe(false)
  })
})

test('a file may be referred to where everybody who reads the reference may open it', () => {
  const [brand, all] = [
    { audience: 'brand', partnerOrgId: null } as const,
    { audience: 'all', partnerOrgId: null } as const,
  ]
  const pair = (partnerOrgId: string): Reach => ({ audience: 'pair', partnerOrgId })
  expect([brand, all, pair('a')].map((file) => reaches(file, brand))).toEqual([true, true, true])
  expect([brand, all, pair('a'), pair('b')].map((file) => reaches(file, pair('a')))).toEqual([false, true, true, false])
  expect([brand, all, pair('a')].map((file) => reaches(file, all))).toEqual([false, true, false])
})
