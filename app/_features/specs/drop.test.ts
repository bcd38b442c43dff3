import { describe, expect, it } from 'vitest'
import { bandRequirements } from '@/server/domains/specs/exchange/fixtures/requirements'
import type { Section } from '@/server/domains/specs/rules/requirement'
import { dropAt } from './drop'
import { outlineOf } from './outline'
import type { Requirement } from './types'

const [sample] = bandRequirements()
const one = (id: string, section: Section, position: number): Requirement => {
  if (!sample) throw new Error('no sample')
  return { ...sample, id, section, position }
}
// In the document the sections are mixed; in the list: radio a c e, then power b d.
const all = [
  one('b', 'power', 1),
  one('a', 'radio', 2),
  one('c', 'radio', 3),
  one('d', 'power', 4),
  one('e', 'radio', 5),
]
const rows = outlineOf(all)
const at = (ids: string, slot: number, shown = rows) => dropAt(all, shown, new Set(ids), slot)

describe('dropAt', () => {
  it('reads its rows as radio a c e, power b d', () =>
    expect(rows.map((row) => (row.kind === 'heading' ? row.section : row.requirement.id)).join(' ')).toBe(
      'radio a c e power b d',
    ))
  it('goes before the row below', () => {
    expect(at('e', 1)).toEqual({ section: 'radio', before: 'a' })
    expect(at('a', 3)).toEqual({ section: 'radio', before: 'e' })
  })
  it('goes behind the last of a section, whatever follows in the document', () => {
    expect(at('a', 4)).toEqual({ section: 'radio', before: null })
    expect(at('b', 7)).toEqual({ section: 'power', before: 'e' })
  })
  it('goes into another section', () => {
    expect(at('a', 5)).toEqual({ section: 'power', before: 'b' })
    expect(at('d', 4)).toEqual({ section: 'radio', before: null })
    expect(at('d', 0)).toEqual({ section: 'radio', before: 'a' })
    expect(at('d', 99)).toBeNull()
  })
  it('takes several along, also from several sections', () => {
    expect(at('ce', 1)).toEqual({ section: 'radio', before: 'a' })
    expect(at('ab', 3)).toEqual({ section: 'radio', before: 'e' })
  })
  it.each([
    ['a', 1],
    ['a', 2],
    ['a', 0],
    ['e', 4],
    ['ce', 3],
    ['z', 3],
  ])('changes nothing where %s is let go at %i', (ids, slot) => expect(at(ids, slot)).toBeNull())
  it('counts what a filter hides', () => {
    const shown = outlineOf(all.filter(({ id }) => id !== 'b'))
    expect(at('d', 1, shown)).toEqual({ section: 'radio', before: 'a' })
    expect(at('a', 5, shown)).toEqual({ section: 'power', before: 'd' })
    expect(at('ad', 5, shown)).toEqual({ section: 'power', before: 'b' })
  })
})
