import { expect, test } from 'vitest'
import { cleanFileName } from './file-name'

test.each([
  ['board.csv', 'board.csv'],
  ['C:\\Users\\王\\主板 BOM.xlsx', '主板 BOM.xlsx'],
  ['../../etc/passwd', 'passwd'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['a\u0000b\n.png', 'ab.png'],
  ['  ', 'file'],
  ['folder/', 'file'],
])('%j is called %s', (given, kept) => expect(cleanFileName(given, 'file')).toBe(kept))

test('a long name keeps its end', () => {
  const kept = cleanFileName(`${'图'.repeat(300)}.png`, 'file')
  expect(Array.from(kept)).toHaveLength(200)
  expect(kept.endsWith('图.png')).toBe(true)
})
