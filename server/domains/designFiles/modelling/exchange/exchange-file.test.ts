import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Effort } from '../effort'
import { CountedEffort } from '../fixtures/counted-effort'
import { ExchangeFile } from './exchange-file'
import { decodedText } from './text'
import { Enumeration, Reference, Typed } from './values'

const fileOf = (data: string): ExchangeFile =>
  new ExchangeFile(
    Buffer.from(`ISO-10303-21;HEADER;FILE_NAME('#9=A();');ENDSEC;DATA;${data}ENDSEC;`, 'latin1'),
    new Effort(1e6),
  )

test('every kind of value is read, over comments and lines', () => {
  const file = fileOf(
    `#1 = /* a ; b */ THING ( 'it''s; ', -1.5E-3, 7, #2, .T., $, *,\n (1.,(2.)), LENGTH_MEASURE(25.4), "0A" ) ;`,
  )
  expect(file.get(1).own).toEqual([
    ...["it's; ", -0.0015, 7, new Reference(2), new Enumeration('T'), null, null],
    ...[[1, [2]], new Typed('LENGTH_MEASURE', [25.4]), null],
  ])
})

test('a complex instance is found by each of its parts', () => {
  const file = fileOf("#7=(A()B_CURVE(3,(#1,#2))C('x'));#5=B_CURVE(1);#6=OTHER((B_CURVE(1)));")
  expect(new Set(file.index.of('B_CURVE'))).toEqual(new Set([5, 7]))
  expect(file.get(7).values('B_CURVE')).toEqual([3, [new Reference(1), new Reference(2)]])
  expect(file.get(7).name).toBe('')
  expect(file.get(5).name).toBe('B_CURVE')
})

test('numbers may come in any order, and what is missing or broken is not there', () => {
  const file = fileOf("#30=A(3);#10=A(1);#20=A(2;#40=A('no end")
  expect([...file.all('A')].map(({ own }) => own)).toEqual([[1], [3]])
  expect(file.find(11)).toBeNull()
  expect(() => file.get(20)).toThrow('a list without its end')
})

test('letters beyond ASCII are written as their codes', () => {
  expect(decodedText(String.raw`\X2\5916\X0\ \X4\0001F529\X0\ \X\E9 \S\i \\`)).toBe('外 🔩 é é \\')
})

test('what is written is what is read', () => {
  const value = fc.oneof(
    // Minus nothing is written as nothing.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
    fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replaceAll('\\', '')),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 20 }), (values) => {
      const written = values.map((each) =>
        typeof each === 'string'
          ? `'${each.replaceAll("'", "''")}'`
          : each
              .toExponential()
              .replace('e', '.E')
              .replace(/(\.\d+)\./, '$1'),
      )
      expect(fileOf(`#1=X(${written.join(',')});`).get(1).own).toEqual(values)
    }),
  )
})

test('what cannot be read, or is not there, is paid for', () => {
  const effort = new CountedEffort()
  const text = `#1=A(${'12345,'.repeat(10_000)}`
  const file = new ExchangeFile(Buffer.from(text), effort)
  expect(file.find(1)).toBeNull()
  expect(effort.taken).toBeGreaterThan(text.length / 10)
  const before = effort.taken
  expect(file.find(2)).toBeNull()
  expect(effort.taken).toBeGreaterThan(before)
})

test('looking through all instances for a name is paid for by how many there are', () => {
  const effort = new CountedEffort()
  const lines = Array.from({ length: 16_000 }, (_, index) => `#${index + 1}=A();`)
  const file = new ExchangeFile(Buffer.from(`${lines.join('')}#20000=B_SHAPE_REPRESENTATION('',(),$);`), effort)
  expect(effort.taken).toBe(0)
  expect(file.idsOf('B_SHAPE_REPRESENTATION')).toEqual([20_000])
  expect(effort.taken).toBeGreaterThanOrEqual(1_000)
  expect([...file.all('C')]).toEqual([])
  expect(effort.taken).toBeGreaterThanOrEqual(2_000)
})
