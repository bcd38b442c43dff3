import { describe, expect, it } from 'vitest'
import { blankLine, differing, mergeLines, patchOf } from './typed-line'

const base = { ...blankLine('en'), refs: 'R1', mpn: 'A', note: 'n' }

describe('a line in the form', () => {
  it('sends only what was typed', () => {
    expect(patchOf(base, base)).toEqual({})
    expect(patchOf({ ...base, mpn: 'B', dnp: true }, base)).toEqual({ mpn: 'B', dnp: true })
  })
  it('takes over what only the other one changed, and asks about what both did', () => {
    const merged = mergeLines(base, { ...base, mpn: 'B', note: 'mine' }, { ...base, mpn: 'C', refs: 'R2' })
    expect(merged.now).toMatchObject({ refs: 'R2', mpn: 'B', note: 'mine' })
    expect(merged.rivals.map(({ cell }) => cell)).toEqual(['mpn'])
    expect(patchOf(merged.now, merged.base)).toEqual({ mpn: 'B', note: 'mine' })
  })
  it('asks nothing where both wrote the same', () => {
    const merged = mergeLines(base, { ...base, mpn: 'B' }, { ...base, mpn: 'B' })
    expect(merged.rivals).toEqual([])
    expect(differing(merged.now, merged.base)).toEqual([])
  })
})
