import { describe, expect, it } from 'vitest'
import { naturalKey, refsIn, refsText } from './refs'

const refs = (...names: string[]) => names.map((name) => ({ ref: name.replace('!', ''), dnp: name.endsWith('!') }))

describe('refsText', () => {
  it.each([
    [refs('C1', 'C2', 'C3', 'C4', 'C9'), 'C1-C4, C9'],
    [refs('R1', 'R2'), 'R1, R2'],
    [refs('R1', 'R2!', 'R3'), 'R1, R2(DNP), R3'],
    [refs('R001', 'R002', 'R003'), 'R001, R002, R003'],
    [refs('U1A', 'U1B', 'U1C'), 'U1A, U1B, U1C'],
    [refs(), ''],
  ])('writes %j as %s', (list, text) => expect(refsText(list, false)).toBe(text))

  it('needs no marks where the whole line is not placed', () =>
    expect(refsText(refs('R1!', 'R2!', 'R3!'), true)).toBe('R1-R3'))
})

describe('refsIn', () => {
  it.each([
    ['C1-C4, C9', ['C1', 'C2', 'C3', 'C4', 'C9']],
    ['R1, R2(DNP), R3', ['R1', 'R2', 'R3']],
    ['R1-4', ['R1-4']],
    ['', []],
  ])('takes %s apart', (text, list) => expect(refsIn(text)).toEqual(list))
  it('keeps what is not placed apart when asked', () => expect(refsIn('R1, R2(DNP)', true)).toEqual(['R1', 'R2(DNP)']))
})

describe('naturalKey', () => {
  it('counts like people do', () =>
    expect(['C10', 'C2', 'R1', 'c1'].toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))).toEqual([
      'c1',
      'C2',
      'C10',
      'R1',
    ]))
})
