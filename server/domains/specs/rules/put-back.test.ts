import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeBefore, positionGap, putBack, type Placed, type TakenOut } from './ordering'

const list = (...ids: string[]): Placed[] => ids.map((id, index) => ({ id, position: positionGap * (index + 1) }))
/** What is left of a list, and what was taken out of it, one act for each group. */
function takeOut(all: readonly Placed[], ...groups: readonly (readonly string[])[]) {
  let left = all
  const gone: TakenOut[] = []
  for (const group of groups) {
    const before = left
    before.forEach(({ id, position }, index) => {
      if (!group.includes(id)) return
      gone.push({ id, position, behind: before[index - 1] ?? null, ahead: before[index + 1] ?? null })
    })
    left = left.filter(({ id }) => !group.includes(id))
  }
  return { left, gone }
}
function after(left: readonly Placed[], changed: readonly Placed[]): Placed[] {
  const positions = new Map([...left, ...changed].map(({ id, position }) => [id, position]))
  return [...positions].map(([id, position]) => ({ id, position })).toSorted((a, b) => a.position - b.position)
}
const ids = (rows: readonly Placed[]) => rows.map(({ id }) => id).join('')

test('a row goes back to its own position and moves no other', () => {
  const { left, gone } = takeOut(list('a', 'b', 'c'), ['b'])
  expect(putBack(left, gone)).toEqual([{ id: 'b', position: 2 * positionGap }])
})

test('rows taken out together or one by one come back in their order, in one go or singly', () => {
  const all = list('a', 'b', 'c', 'd', 'e')
  for (const groups of [[['b', 'c', 'd']], [['c'], ['b'], ['d']], [['a', 'e'], ['c']]]) {
    const { left, gone } = takeOut(all, ...groups)
    expect(ids(after(left, putBack(left, gone)))).toBe('abcde')
    let now: Placed[] = [...left]
    for (const row of gone.toReversed()) now = after(now, putBack(now, [row]))
    expect(ids(now)).toBe('abcde')
  }
})

test('a row goes where it stood when one neighbour was moved, and behind its neighbour when all were renumbered', () => {
  const { left, gone } = takeOut(list('a', 'b', 'c', 'd'), ['b'])
  const moved = after(left, placeBefore(left, ['a'], null))
  expect(ids(after(moved, putBack(moved, gone)))).toBe('bcda')
  const renumbered = [
    { id: 'a', position: 90_000 },
    { id: 'c', position: 90_001 },
    { id: 'd', position: 90_002 },
  ]
  expect(ids(after(renumbered, putBack(renumbered, gone)))).toBe('abcd')
})

test('a row whose neighbours are gone stands by its old position', () => {
  const { left, gone } = takeOut(list('a', 'b', 'c', 'd', 'e'), ['c'])
  const thinned = left.filter(({ id }) => id === 'a' || id === 'e')
  expect(ids(after(thinned, putBack(thinned, gone)))).toBe('ace')
  expect(putBack([], gone)).toEqual([{ id: 'c', position: 3 * positionGap }])
})

test('whatever is taken out in whatever groups, all of it back is the list as it was', () => {
  const some = fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 12 })
  fc.assert(
    fc.property(some, fc.nat({ max: 3 }), fc.nat({ max: 2_000 }), (picked, cuts, spread) => {
      const all = Array.from({ length: 12 }, (_, index) => ({
        id: String.fromCharCode(97 + index),
        position: (index + 1) * (1 + spread),
      }))
      const named = picked.map((at) => all[at]?.id ?? '')
      const groups = Array.from({ length: cuts + 1 }, (_, at) =>
        named.filter((_id, index) => index % (cuts + 1) === at),
      )
      const { left, gone } = takeOut(all, ...groups)
      const back = after(left, putBack(left, gone))
      expect(ids(back)).toBe(ids(all))
      expect(new Set(back.map(({ position }) => position)).size).toBe(12)
    }),
  )
})
