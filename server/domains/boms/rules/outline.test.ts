import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertLines, moveLine, removeLines, subtreeOf, type Place, type Placed } from './outline'

/** Any forest: each line stands under one before it, or under none. */
const outline: fc.Arbitrary<Placed[]> = fc.array(fc.nat(6), { minLength: 1, maxLength: 9 }).map((parents) =>
  parents.reduce<Placed[]>((lines, pick, index) => {
    const parent = lines[pick]
    return [...lines, { id: `l${index}`, parentId: parent?.id ?? null, level: (parent?.level ?? 0) + 1 }]
  }, []),
)
const place = (lines: readonly Placed[], pick: number, at: Place['at']): Place => ({
  at,
  target: lines[pick % lines.length]?.id ?? null,
})
const spots = fc.constantFrom('before' as const, 'after' as const, 'under' as const)

const isForest = (lines: readonly Placed[]) => {
  const byId = new Map(lines.map((line) => [line.id, line]))
  return lines.every(({ parentId, level }) =>
    parentId === null ? level === 1 : byId.get(parentId)?.level === (level ?? 0) - 1,
  )
}

describe('an outline', () => {
  it('keeps every line once and every parent, whatever is moved where', () => {
    fc.assert(
      fc.property(outline, fc.nat(20), fc.nat(20), spots, (lines, one, two, at) => {
        const id = lines[one % lines.length]?.id ?? ''
        const target = place(lines, two, at)
        const moved = moveLine(lines, id, target)
        const inside = target.target !== null && subtreeOf(lines, id).has(target.target)
        expect(moved === null).toBe(inside)
        if (!moved) return
        expect(moved.map((line) => line.id).toSorted()).toEqual(lines.map((line) => line.id).toSorted())
        expect(isForest(moved)).toBe(true)
        expect(subtreeOf(moved, id)).toEqual(subtreeOf(lines, id))
      }),
    )
  })
  it('takes a line out with everything below it, and nothing else', () => {
    fc.assert(
      fc.property(outline, fc.nat(20), (lines, pick) => {
        const id = lines[pick % lines.length]?.id ?? ''
        const { kept, gone } = removeLines(lines, [id])
        expect(new Set(gone)).toEqual(subtreeOf(lines, id))
        expect(kept.length + gone.length).toBe(lines.length)
        expect(isForest(kept)).toBe(true)
      }),
    )
  })
  it('adds behind everything below a line, and gives a flat list levels when it needs them', () => {
    const flat: Placed[] = [
      { id: 'a', parentId: null, level: null },
      { id: 'b', parentId: null, level: null },
    ]
    expect(insertLines(flat, ['n'], { at: 'after', target: 'a' })?.map(({ id, level }) => [id, level])).toEqual([
      ['a', null],
      ['n', null],
      ['b', null],
    ])
    expect(insertLines(flat, ['n'], { at: 'under', target: 'a' })).toEqual([
      { id: 'a', parentId: null, level: 1 },
      { id: 'n', parentId: 'a', level: 2 },
      { id: 'b', parentId: null, level: 1 },
    ])
    expect(insertLines(flat, ['n'], { at: 'after', target: 'z' })).toBeNull()
  })
})
