import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexOf, isOpen, lengthOf, placeAt, rootBranch, toggled, type Branch } from './tree-layout'

/** Every row in order, as somebody would read it. */
const rows = (branch: Branch, path: readonly string[] = []): string[] =>
  Array.from({ length: branch.count }, (_, at) => {
    const below = branch.open[at]
    return [[...path, at].join('/'), ...(below ? rows(below, [...path, below.id]) : [])]
  }).flat()

describe('the layout of a tree', () => {
  it('lists open rows below their parents', () => {
    const root = toggled(
      toggled(rootBranch(3), { path: [], at: 1 }, { id: 'b', count: 2 }),
      { path: ['b'], at: 0 },
      { id: 'c', count: 1 },
    )
    expect(rows(root)).toEqual(['0', '1', 'b/0', 'b/c/0', 'b/1', '2'])
    expect(placeAt(root, 3)).toEqual({ path: ['b', 'c'], at: 0 })
    expect(isOpen(root, { path: ['b'], at: 0 })).toBe(true)
    expect(lengthOf(toggled(root, { path: [], at: 1 }, { id: 'b', count: 2 }))).toBe(3)
    expect(placeAt(root, 6)).toBeNull()
  })

  it('finds every row where it is', () => {
    const step = fc.record({ index: fc.nat(40), count: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.array(step, { maxLength: 12 }), (count, steps) => {
        let root = rootBranch(count)
        for (const [serial, { index, count: below }] of steps.entries()) {
          const place = placeAt(root, index)
          if (place) root = toggled(root, place, { id: `n${serial}`, count: below })
        }
        const listed = rows(root)
        expect(lengthOf(root)).toBe(listed.length)
        for (const [index, text] of listed.entries()) {
          const place = placeAt(root, index)
          expect(place && [...place.path, place.at].join('/')).toBe(text)
          expect(place && indexOf(root, place)).toBe(index)
        }
      }),
    )
  })
})
