import { expect, test } from 'vitest'
import { delimiterScore, parseDelimited, parseFixedWidth, sepLine } from './delimited'

const cells = (text: string, delimiter = ','): string[][] =>
  parseDelimited(text, { delimiter }).rows.map((row) => row.cells)

test('quotes hold delimiters, line breaks and doubled quotes', () => {
  expect(cells('a,"b,c","d ""e""","f\ng"\r\nh')).toEqual([['a', 'b,c', 'd "e"', 'f\ng'], ['h']])
})

test.each(['a,b\r\nc,d\r\n', 'a,b\rc,d\r', 'a,b\nc,d'])('line ends in %j', (text) => {
  expect(cells(text)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('liberties of real files', () => {
  expect(cells('a, "b" ,c')).toEqual([['a', 'b', 'c']])
  expect(cells('5" pipe,x')).toEqual([['5" pipe', 'x']])
  expect(cells('a,')).toEqual([['a', '']])
  expect(cells('')).toEqual([])
})

test('rows are numbered as a spreadsheet shows them', () => {
  expect(parseDelimited('a\n"b\nb"\n\nc', { delimiter: ',' }).rows.map(({ row }) => row)).toEqual([1, 2, 3, 4])
})

test('a quote that never closes costs one cell, not the table', () => {
  const lines = Array.from({ length: 300 }, (_, i) => `R${i},1,"ok"`).join('\n')
  const atEnd = parseDelimited(`a,b,c\nR1,1,"open\nR2,2,x`, { delimiter: ',' })
  expect([atEnd.rows.length, atEnd.unclosedRow]).toEqual([3, 2])
  const between = parseDelimited(`a,b,c\nX,1,"open\n${lines.replaceAll('"', '')}\n${lines}`, { delimiter: ',' })
  expect([between.rows.length, between.unclosedRow]).toEqual([602, 2])
})

test('regular text scores, unsplit text does not', () => {
  const rows = (text: string, delimiter: string) => delimiterScore(parseDelimited(text, { delimiter }).rows)
  const text = 'a;b;c\n1;"x,y";2\n3;4,5;6\n'
  expect(rows(text, ';')).toBeGreaterThan(rows(text, ','))
  expect(rows('abc\ndef', ',')).toBe(0)
})

test('the sep line names the delimiter', () => {
  expect(sepLine('sep=;\r\na;b')).toEqual({ delimiter: ';', start: 7 })
  expect(sepLine('a;b')).toBeNull()
})

test('a drawn table is cut where its header words stand', () => {
  const names = new Set(['Part', 'Value', 'Package', 'Qty', 'Parts'])
  const read = (text: string) =>
    parseFixedWidth(
      text,
      (header) => header.length > 2 && header.every((name) => names.has(name)),
      (name) => names.has(name),
    )?.map((row) => row.cells)
  expect(
    read(
      'Partlist\n\nPart   Value     Package\n\nC1     100nF     C0603\nLONGNAME1 10uF   PANASONIC_B\nK1               G5V2\n',
    )?.slice(4),
  ).toEqual([['C1', '100nF', 'C0603'], ['LONGNAME1', '10uF', 'PANASONIC_B'], ['K1', '', 'G5V2'], ['']])
  expect(read('Qty Value      Parts\n2   1k5/1%     R1, R2\n12  10k        R3-R14\n')?.slice(1, 3)).toEqual([
    ['2', '1k5/1%', 'R1, R2'],
    ['12', '10k', 'R3-R14'],
  ])
})
