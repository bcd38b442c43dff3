import fc from 'fast-check'
import superjson from 'superjson'
import { describe, expect, test } from 'vitest'
import { wire, type Sent } from './wire'

const throughJson = (sent: unknown): Sent => JSON.parse(JSON.stringify(sent))

/** Keys that a path has to escape among them, and none that the library refuses. */
const key = fc.oneof(
  fc.constantFrom('a', '', '.', '\\', 'a.b', 'a\\.b', '0', '..', '\\\\.', 'json', 'meta'),
  fc.string({ maxLength: 4 }).filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name)),
)
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Infinity),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

describe('the browser and the server understand each other', () => {
  test('what the server sends', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(wire.deserialize(throughJson(superjson.serialize(value)))).toStrictEqual(value)
      }),
      { numRuns: 2_000 },
    )
  })

  test('what the browser sends', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const sent = wire.serialize(value)
        expect(superjson.deserialize(throughJson(sent) as never)).toStrictEqual(value)
        expect(wire.deserialize(throughJson(sent))).toStrictEqual(value)
      }),
      { numRuns: 2_000 },
    )
  })

  test('one object in two places', () => {
    const shared = { at: new Date(0), price: 12n }
    const value = { first: shared, second: [shared, shared.at] }
    expect(wire.deserialize(throughJson(superjson.serialize(value)))).toStrictEqual(value)
    expect(superjson.deserialize(throughJson(wire.serialize(value)) as never)).toStrictEqual(value)
  })
})

describe('refuses', () => {
  test.each([
    ['a map', new Map()],
    ['a set', new Set()],
    ['an error', new Error('x')],
    ['bytes', new Uint8Array(2)],
  ])('to send %s', (_, value) => expect(() => wire.serialize({ value })).toThrow(TypeError))

  test('to read what it does not know', () => {
    expect(() => wire.deserialize(throughJson(superjson.serialize({ all: new Set([1]) })))).toThrow(TypeError)
    expect(() => wire.deserialize({ json: { a: 1 }, meta: { values: { a: ['bigint'] } } })).toThrow(TypeError)
  })

  test.each(['__proto__.polluted', 'constructor.prototype.polluted', 'missing', 'a.toString'])(
    'a path to %s',
    (path) => {
      expect(() => wire.deserialize({ json: { a: '1' }, meta: { values: { [path]: ['undefined'] } } })).toThrow(
        TypeError,
      )
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    },
  )

  test('nothing that only looks like a way into a prototype', () => {
    const sent = JSON.parse(
      '{"json":{"__proto__":{"polluted":"1"}},"meta":{"values":{"__proto__.polluted":["bigint"]}}}',
    )
    expect(Reflect.get(Object(wire.deserialize(sent)), 'polluted')).toBe(undefined)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
