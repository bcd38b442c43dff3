import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposePaste, readBlock, type PasteLine } from './paste-cells'

const line: PasteLine = {
  id: 'l1',
  version: 3,
  position: 1,
  refs: 'R1',
  quantity: '1',
  value: '10k',
  mpn: 'A',
  manufacturer: 'YAGEO',
  description: { en: 'Resistor', zh: '电阻', source: 'en' },
  name: '',
  package: '',
  footprint: 'R_0402',
  ipn: '',
  supplierPart: '',
  section: '',
  note: '',
}

describe('readBlock', () => {
  it.each([
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one', [['one']]],
    ['"two\nlines"\tx', [['two\nlines', 'x']]],
    ['"say ""hi"""', [['say "hi"']]],
    ['4.7" display\tx', [['4.7" display', 'x']]],
    ['"TFT" 4.7\tx', [['"TFT" 4.7', 'x']]],
    ["'=1+1\t'-40", [['=1+1', '-40']]],
    ["'quoted", [["'quoted"]]],
  ])('%j', (text, rows) => expect(readBlock(text)).toEqual(rows))

  it('reads any table of plain cells back', () => {
    const cell = fc.string({ maxLength: 6 }).filter((text) => !/["\t\r\n]/.test(text) && !text.startsWith("'"))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(cell),
        (w, h, cells) => {
          const table = Array.from({ length: h }, () => Array.from({ length: w }, () => cells.next().value ?? ''))
          fc.pre(w > 1 || table.at(-1)?.[0] !== '')
          expect(readBlock(table.map((row) => row.join('\t')).join('\n'))).toEqual(table)
        },
      ),
    )
  })
})

describe('proposePaste', () => {
  it('names only what would change, and patches only that', () => {
    const [found] = proposePaste([line], [['R1', '2', 'B']], ['refs', 'quantity', 'mpn'], 'en')
    expect(found?.cells).toEqual([
      { column: 'quantity', from: '1', to: '2' },
      { column: 'mpn', from: 'A', to: 'B' },
    ])
    expect(found?.patch).toEqual({ quantity: '2', mpn: 'B' })
  })
  it('leaves columns alone that cannot be pasted into, and lines that stay', () => {
    expect(proposePaste([line], [['7', 'R1']], [null, 'refs'], 'en')).toEqual([])
  })
  it('writes the description of the reader’s language and keeps which one binds', () => {
    const [found] = proposePaste([line], [['贴片电阻']], ['description'], 'zh')
    expect(found?.patch).toEqual({ description: { en: 'Resistor', zh: '贴片电阻', source: 'en' } })
  })
  it('compares the package as it is shown', () =>
    expect(proposePaste([line], [['R_0402']], ['package'], 'en')).toEqual([]))
})
