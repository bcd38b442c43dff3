import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isApproved, isAsked, isImmediate, requiredApprovers } from './approval'

const people = ['a', 'b', 'c', 'd']
const facts = fc.record({
  approverIds: fc.subarray(people),
  requestedBy: fc.constantFrom(...people),
  overridden: fc.boolean(),
})

describe('approval', () => {
  test.each([
    [['a'], 'a', false, ['a'], false],
    [['a'], 'a', false, ['a', 'b'], true],
    [['a', 'b'], 'a', false, ['b'], false],
    [['a', 'b'], 'a', false, ['a', 'b'], true],
    [['a', 'b'], 'a', true, ['b'], true],
    [['b', 'c'], 'a', true, ['b'], false],
    [[], 'a', true, [], false],
    [[], 'a', true, ['a'], false],
    [[], 'a', true, ['b'], true],
    [[], 'a', false, [], true],
  ])('named %j, asked by %s, override %s, said by %j: %s', (approverIds, requestedBy, overridden, approvedBy, is) => {
    expect(isApproved({ approverIds, requestedBy, overridden, approvedBy })).toBe(is)
  })

  test('takes two people, unless nobody is named and nothing is overridden', () => {
    fc.assert(
      fc.property(facts, fc.subarray(people), (given, approvedBy) => {
        if (isImmediate(given)) return
        if (isApproved({ ...given, approvedBy })) expect(approvedBy.some((id) => id !== given.requestedBy)).toBe(true)
      }),
    )
  })

  test('is not given by whoever asked for an override', () => {
    fc.assert(
      fc.property(facts, (given) => {
        if (given.overridden) expect(isAsked(given, given.requestedBy)).toBe(false)
      }),
    )
  })

  test('can always be reached by those who are asked, and all who are required are asked', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const asked = people.filter((id) => isAsked(given, id))
        for (const id of requiredApprovers(given)) expect(asked).toContain(id)
        if (!isImmediate(given)) expect(isApproved({ ...given, approvedBy: asked })).toBe(true)
      }),
    )
  })
})
