import { describe, expect, it } from 'vitest'
import { columnArrays, insertColumns, refColumns, storableJson } from './column-arrays'

describe('columnArrays', () => {
  it('writes texts that hold what an array literal is made of', () =>
    expect(
      columnArrays(refColumns, [
        { line_id: 'a"b\\c', ref: '{x,y}', ordinal: 1, dnp: false },
        { line_id: 'n\u0000l', ref: 'NULL', ordinal: 2, dnp: true },
      ]),
    ).toEqual(['{"a\\"b\\\\c","n\ufffdl"}', '{"{x,y}","NULL"}', '{1,2}', '{false,true}']))
})

describe('storableJson', () => {
  it('keeps what PostgreSQL can store and replaces what it cannot', () => {
    expect(storableJson({ a: '\\u0000 电阻 😀' })).toBe(JSON.stringify({ a: '\\u0000 电阻 😀' }))
    expect(storableJson({ a: 'x\u0000\ud83d' })).toBe('{"a":"x\ufffd\ufffd"}')
  })
})

describe('insertColumns', () => {
  it('numbers constants before arrays', () =>
    expect(
      insertColumns('t', ['o'], { a: { travels: 'int' }, b: { travels: 'text', becomes: 'jsonb' } }).replace(
        /\s+/g,
        ' ',
      ),
    ).toBe('insert into t (o, a, b) select $1, a, b::jsonb from unnest($2::int[], $3::text[]) as given(a, b)'))
})
