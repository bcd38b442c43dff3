import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingOf, type Word } from './set-aside'

const word = (id: string, minute: number, flagged: boolean): Word => ({ id, at: new Date(minute * 60_000), flagged })
const fail = (id: string, minute: number) => word(id, minute, true)
const pass = (id: string, minute: number) => word(id, minute, false)
const none = new Set<string>()

test.each<[string, Word[], string[], string, string | null]>([
  ['nobody flashed it', [], [], 'good', null],
  ['the last word fails', [pass('a', 1), fail('b', 2)], [], 'heldBack', 'b'],
  ['flashed right afterwards', [fail('a', 1), pass('b', 2)], [], 'good', 'b'],
  ['a pass of the same time arrives after the failure', [fail('a', 1), pass('b', 1)], [], 'heldBack', 'a'],
  ['a failure of the same time arrives after the pass', [pass('a', 1), fail('b', 1)], [], 'heldBack', 'b'],
  ['set aside, and a pass of the same time proves nothing', [fail('a', 1), pass('b', 1)], ['a'], 'setAside', 'a'],
  ['set aside', [pass('a', 1), fail('b', 2)], ['a', 'b'], 'setAside', 'b'],
  ['fails again later', [fail('a', 1), fail('b', 2)], ['a'], 'heldBack', 'b'],
  ['a failure arrives late, or of a clock that is slow', [fail('a', 2), fail('b', 1)], ['a'], 'heldBack', 'b'],
  ['the device that has the number is flashed right', [fail('a', 1), pass('b', 2)], ['a'], 'good', 'b'],
  ['a pass from before it was set aside arrives late', [fail('a', 2), pass('b', 1)], ['a'], 'setAside', 'a'],
  [
    'a failure arrives late, and the pass after it too',
    [fail('a', 3), fail('b', 1), pass('c', 2)],
    ['a'],
    'setAside',
    'a',
  ],
])('%s', (_, words, covered, standing, last) => {
  const found = standingOf(words, new Set(covered))
  expect([found.standing, found.last?.id ?? null]).toEqual([standing, last])
})

/** Results in the order in which they arrive; their clocks say what they like. */
const arrivals = fc.array(fc.record({ minute: fc.nat(6), flagged: fc.boolean() }), { maxLength: 8 }).chain((said) =>
  fc
    .shuffledSubarray(
      said.map((_, index) => `r${index}`),
      { minLength: said.length },
    )
    .map((ids) => said.map(({ minute, flagged }, index) => word(ids[index] ?? '', minute, flagged))),
)
const idsOf = (words: readonly Word[]) => new Set(words.map(({ id }) => id))

test('without anything set aside the last word by the clock of the station decides', () =>
  fc.assert(
    fc.property(arrivals, (words) => {
      const { standing, last } = standingOf(words, none)
      expect(standing).toBe(last?.flagged ? 'heldBack' : 'good')
      for (const { at } of words) expect(at <= (last?.at ?? at)).toBe(true)
    }),
  ))

test('what was on record when it was set aside never holds a device back', () =>
  fc.assert(
    fc.property(arrivals, (words) => {
      expect(standingOf(words, idsOf(words)).standing).toBe(words.length === 0 ? 'good' : 'setAside')
    }),
  ))

test('a failure that arrives afterwards holds it back, whatever its clock says', () =>
  fc.assert(
    fc.property(arrivals, fc.nat(9), (words, minute) => {
      const said = [...words, fail('new', minute)]
      expect(standingOf(said, idsOf(words))).toMatchObject({ standing: 'heldBack', last: { id: 'new' } })
    }),
  ))

test('a device that is held back is so by a word nobody set aside, and only a newer pass makes it good', () =>
  fc.assert(
    fc.property(arrivals, fc.nat(8), (words, seen) => {
      const covered = idsOf(words.slice(0, seen))
      const { standing, last } = standingOf(words, covered)
      if (standing === 'heldBack') expect(last?.flagged === true && !covered.has(last.id)).toBe(true)
      if (standing === 'good' && last) {
        expect(last.flagged || covered.has(last.id)).toBe(false)
        for (const { at } of words) expect(at <= last.at).toBe(true)
      }
    }),
  ))

test('in which order results are read does not matter', () =>
  fc.assert(
    fc.property(arrivals, fc.nat(8), (words, seen) => {
      const covered = idsOf(words.slice(0, seen))
      expect(standingOf(words.toReversed(), covered)).toEqual(standingOf(words, covered))
    }),
  ))
