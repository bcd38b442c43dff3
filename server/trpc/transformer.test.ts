import fc from 'fast-check'
import superjson from 'superjson'
import { describe, expect, it } from 'vitest'
import { transformer } from './transformer'

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Infinity, NaN),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
)
const key = fc.string({ maxLength: 4 }).filter((name) => name !== '__proto__')
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

describe('answers', () => {
  it('travel as superjson writes them', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(sent(transformer.serialize(value))).toEqual(sent(superjson.serialize(value)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('of plain JSON are sent as they are, also where one object stands in two places', () => {
    const shared = { a: [1, 'x', null, true] }
    const value = { first: shared, second: [shared] }
    expect(transformer.serialize(value)).toEqual({ json: value })
    expect(transformer.deserialize(sent(transformer.serialize(value)) as never)).toEqual(value)
  })

  it.each([
    ['a map', new Map([[1, 2]])],
    ['a set', new Set([1])],
    ['an address', new URL('https://example.com/')],
  ])('hold %s as superjson does', (_, value) =>
    expect(transformer.serialize({ value })).toEqual(superjson.serialize({ value })),
  )
})
