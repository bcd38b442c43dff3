import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeMessage } from './changes'
import { readJsonSchema, type JsonSchema } from './json-schema'
import { jsonSchemaChanges } from './json-schema-changes'

function read(schema: unknown): JsonSchema {
  const result = readJsonSchema(JSON.stringify(schema))
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.schema
}
const changes = (before: unknown, after: unknown) => jsonSchemaChanges(read(before), read(after))
/** `up` breaks what devices send, `down` what they receive, `both` and `none` speak for themselves. */
function verdict(before: unknown, after: unknown): string {
  const all = changes(before, after)
  const [up, down] = (['deviceToCloud', 'cloudToDevice'] as const).map((direction) =>
    all.some((change) => judgeMessage(change, direction).breaking),
  )
  return up && down ? 'both' : up ? 'up' : down ? 'down' : 'none'
}
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest })

const vectors: readonly [what: string, before: unknown, after: unknown, verdict: string, codes: readonly string[]][] = [
  ['nothing', object({ a: {} }), object({ a: {} }), 'none', []],
  ['order of keys', object({ a: {}, b: {} }), { properties: { b: {}, a: {} }, type: 'object' }, 'none', []],
  ['words', { title: 'a' }, { title: 'b', description: 'c' }, 'none', ['wordsChanged']],
  ['default', { default: 1 }, { default: 2 }, 'none', ['defaultChanged']],
  ['optional property more', object({}), object({ a: { type: 'string' } }), 'none', ['propertyAdded']],
  ['optional property less', object({ a: {} }), object({}), 'none', ['propertyRemoved']],
  [
    'required property more',
    object({}),
    object({ a: {} }, { required: ['a'] }),
    'up',
    ['propertyAdded', 'requiredAdded'],
  ],
  [
    'required property less',
    object({ a: {} }, { required: ['a'] }),
    object({}),
    'down',
    ['propertyRemoved', 'requiredRemoved'],
  ],
  [
    'more in a closed object',
    object({}, { additionalProperties: false }),
    object({ a: {} }, { additionalProperties: false }),
    'down',
    ['propertyAdded'],
  ],
  [
    'less in a closed object',
    object({ a: {} }, { additionalProperties: false }),
    object({}, { additionalProperties: false }),
    'up',
    ['propertyRemoved'],
  ],
  ['object closed', object({ a: {} }), object({ a: {} }, { additionalProperties: false }), 'up', ['objectClosed']],
  ['object opened', object({ a: {} }, { unevaluatedProperties: false }), object({ a: {} }), 'down', ['objectOpened']],
  [
    'described at last',
    object({}, { additionalProperties: { type: 'string' } }),
    object({ a: { type: 'string', maxLength: 5 } }, { additionalProperties: { type: 'string' } }),
    'up',
    ['propertyAdded', 'limitLowered'],
  ],
  ['type narrowed', { type: 'number' }, { type: 'integer' }, 'up', ['typeNarrowed']],
  ['type widened', { type: 'integer' }, { type: 'number' }, 'down', ['typeWidened']],
  ['null allowed', { type: 'string' }, { type: ['string', 'null'] }, 'down', ['typeWidened']],
  ['type changed', { type: 'string' }, { type: 'number' }, 'both', ['typeChanged']],
  ['type said at last', {}, { type: 'string' }, 'up', ['typeNarrowed']],
  ['value added', { enum: ['a'] }, { enum: ['a', 'b'] }, 'down', ['valuesAdded']],
  ['value removed', { enum: ['a', 'b'] }, { enum: ['b'] }, 'up', ['valuesRemoved']],
  ['value replaced', { const: 1 }, { const: 2 }, 'both', ['valuesAdded', 'valuesRemoved']],
  ['const as enum', { const: 1 }, { enum: [1] }, 'none', []],
  ['type of listed values said', { enum: ['a'] }, { type: 'string', enum: ['a'] }, 'none', []],
  ['type takes a listed value away', { enum: ['a', 1] }, { type: 'string', enum: ['a', 1] }, 'up', ['valuesRemoved']],
  ['values listed without a type', { type: 'string' }, { enum: ['a'] }, 'up', ['valuesListed']],
  ['values listed', { type: 'string' }, { type: 'string', enum: ['a'] }, 'up', ['valuesListed']],
  ['minimum raised', { minimum: 0 }, { minimum: 1 }, 'up', ['limitRaised']],
  ['minimum gone', { minimum: 0 }, {}, 'down', ['limitLowered']],
  ['minimum made exclusive', { minimum: 0 }, { exclusiveMinimum: 0 }, 'up', ['limitRaised']],
  ['maximum made exclusive', { maximum: 5 }, { exclusiveMaximum: 5 }, 'up', ['limitLowered']],
  ['maximum raised', { maximum: 5 }, { maximum: 6 }, 'down', ['limitRaised']],
  ['maxLength lowered', { maxLength: 5 }, { maxLength: 4 }, 'up', ['limitLowered']],
  ['minItems of nothing', {}, { minItems: 0 }, 'none', []],
  ['step finer', { multipleOf: 0.5 }, { multipleOf: 0.1 }, 'down', ['stepWidened']],
  ['step coarser', { multipleOf: 0.1 }, { multipleOf: 0.3 }, 'up', ['stepNarrowed']],
  ['step other', { multipleOf: 2 }, { multipleOf: 3 }, 'both', ['stepChanged']],
  ['pattern new', {}, { pattern: 'a' }, 'up', ['ruleAdded']],
  ['pattern other', { pattern: 'a' }, { pattern: 'b' }, 'both', ['ruleChanged']],
  ['format gone', { format: 'uuid' }, {}, 'down', ['ruleRemoved']],
  ['unique by default', {}, { uniqueItems: false }, 'none', []],
  ['items', { items: { type: 'number' } }, { items: { type: 'integer' } }, 'up', ['typeNarrowed']],
  ['tuple longer', { prefixItems: [{}] }, { prefixItems: [{}, { type: 'string' }] }, 'up', ['typeNarrowed']],
  [
    'nested',
    object({ a: object({ b: { maximum: 1 } }) }),
    object({ a: object({ b: { maximum: 2 } }) }),
    'down',
    ['limitRaised'],
  ],
  [
    'behind a reference',
    { $ref: '#/$defs/a', $defs: { a: { maximum: 1 } } },
    { $ref: '#/$defs/b', $defs: { b: { maximum: 2 } } },
    'down',
    ['limitRaised'],
  ],
  [
    'reference written out',
    { properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } },
    { properties: { a: { type: 'string' } } },
    'none',
    [],
  ],
  ['definition nobody uses', {}, { $defs: { a: { type: 'string' } } }, 'none', []],
  [
    'any of more',
    { anyOf: [{ type: 'string' }] },
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    'down',
    ['choiceAdded'],
  ],
  [
    'any of fewer',
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    { anyOf: [{ type: 'null' }] },
    'up',
    ['choiceRemoved'],
  ],
  ['any of at last', {}, { anyOf: [{ type: 'string' }] }, 'up', ['choiceAdded']],
  [
    'any of in other order',
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    { anyOf: [{ type: 'null' }, { type: 'string' }] },
    'none',
    [],
  ],
  [
    'any of widened',
    { anyOf: [{ maximum: 1 }, { const: 5 }] },
    { anyOf: [{ maximum: 2 }, { const: 5 }] },
    'down',
    ['limitRaised'],
  ],
  ['all of more', { allOf: [{ minimum: 1 }] }, { allOf: [{ minimum: 1 }, { maximum: 5 }] }, 'up', ['choiceAdded']],
  [
    'one of',
    { oneOf: [{ type: 'string' }] },
    { oneOf: [{ type: 'string' }, { type: 'null' }] },
    'both',
    ['cannotBeJudged'],
  ],
  ['one of, words only', { oneOf: [{ type: 'string' }] }, { oneOf: [{ type: 'string', title: 'x' }] }, 'none', []],
  [
    'one of behind an unchanged reference',
    { oneOf: [{ $ref: '#/$defs/a' }], $defs: { a: { maximum: 1 } } },
    { oneOf: [{ $ref: '#/$defs/a' }], $defs: { a: { maximum: 2 } } },
    'both',
    ['cannotBeJudged'],
  ],
  ['not', { not: { type: 'string' } }, { not: { type: 'null' } }, 'both', ['cannotBeJudged']],
  [
    'not, behind a reference',
    { not: { $ref: '#/$defs/a' }, $defs: { a: { const: 1 } } },
    { not: { $ref: '#/$defs/a' }, $defs: { a: { const: 2 } } },
    'both',
    ['cannotBeJudged'],
  ],
  ['if', {}, { if: { type: 'string' }, then: { maxLength: 5 } }, 'both', ['cannotBeJudged', 'cannotBeJudged']],
  ['nothing allowed', true, false, 'up', ['valueForbidden']],
  [
    'drafts say the same',
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      items: [{ type: 'string' }],
      additionalItems: false,
      dependencies: { a: ['b'] },
    },
    { prefixItems: [{ type: 'string' }], items: false, dependentRequired: { a: ['b'] } },
    'none',
    ['draft'],
  ],
  [
    'beside a reference, draft-07 ignores',
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: { a: {} },
      properties: { x: { $ref: '#/definitions/a' } },
    },
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: { a: {} },
      properties: { x: { $ref: '#/definitions/a', type: 'string' } },
    },
    'none',
    [],
  ],
  [
    'beside a reference, 2020-12 demands',
    { $defs: { a: {} }, properties: { x: { $ref: '#/$defs/a' } } },
    { $defs: { a: {} }, properties: { x: { $ref: '#/$defs/a', type: 'string' } } },
    'up',
    ['typeNarrowed', 'choiceAdded'],
  ],
]

test.each(vectors)('%s', (_, before, after, expected, codes) => {
  expect([verdict(before, after), ...changes(before, after).map(({ code }) => code)]).toEqual([expected, ...codes])
})

test('a recursive schema is compared once around', () => {
  const tree = (leaf: unknown) => ({
    $ref: '#/$defs/node',
    $defs: { node: object({ leaf, children: { type: 'array', items: { $ref: '#/$defs/node' } } }) },
  })
  expect(verdict(tree({ type: 'string' }), tree({ type: 'string' }))).toBe('none')
  expect(changes(tree({ type: 'integer' }), tree({ type: 'number' }))).toEqual([
    { code: 'typeWidened', path: '/properties/leaf', effect: 'widens', params: { before: 'integer', after: 'number' } },
  ])
})

/** Schemas as people write them, small. */
const { schema } = fc.letrec<{ schema: object; leaf: object; node: object }>((tie) => ({
  schema: fc.oneof({ depthSize: 'small', maxDepth: 3 }, tie('leaf'), tie('node')),
  leaf: fc.oneof(
    fc.record({ type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'null') }),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 1, null), { minLength: 1 }) }),
    fc.record({ minimum: fc.integer({ min: 0, max: 3 }), maximum: fc.integer({ min: 4, max: 6 }) }),
    fc.record({ maxLength: fc.integer({ min: 0, max: 3 }), pattern: fc.constantFrom('a', 'b') }),
  ),
  node: fc.oneof(
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema')),
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), not: tie('schema') }),
  ),
}))
const mirror = {
  narrows: 'widens',
  widens: 'narrows',
  both: 'both',
  unknown: 'unknown',
  neutral: 'neutral',
  words: 'words',
} as const

test('every schema equals itself', () => {
  fc.assert(
    fc.property(schema, (one) => {
      expect(changes(one, structuredClone(one))).toEqual([])
    }),
  )
})

test('going back undoes what going there did, in the same places', () => {
  fc.assert(
    fc.property(schema, schema, (one, other) => {
      const there = changes(one, other).map(({ path, effect }) => `${path} ${mirror[effect]}`)
      const back = changes(other, one).map(({ path, effect }) => `${path} ${effect}`)
      // Branches without a partner keep the position they have in their own list.
      const placed = (list: readonly string[]) =>
        list.map((each) => each.replace(/(anyOf|allOf)\/\d+/g, '$1')).toSorted()
      expect(placed(back)).toEqual(placed(there))
    }),
    { numRuns: 300 },
  )
})

test('an optional property more breaks nobody in an open object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b'), schema), schema, (properties, added) => {
      expect(verdict(object(properties), object({ ...properties, z: added }))).toBe('none')
    }),
  )
})

test('hostile references end in no judgement, not in a hang', () => {
  const chain = (last: object) => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(
      Array.from({ length: 800 }, (_, at) => [
        `d${at}`,
        at === 799 ? last : { properties: { n: { $ref: `#/$defs/d${at + 1}` } } },
      ]),
    ),
  })
  expect(changes(chain({ type: 'string' }), chain({ type: 'number' })).map(({ code }) => code)).toEqual([
    'cannotBeJudged',
  ])
  const fan = (salt: string) => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `d${at}`,
        {
          oneOf: Array.from({ length: 12 }, (_item, branch) => ({
            properties: { [`${salt}${branch}`]: { $ref: `#/$defs/d${(at + branch + 1) % 30}` } },
          })),
        },
      ]),
    ),
  })
  expect(changes(fan('a'), fan('b')).some(({ effect }) => effect === 'unknown')).toBe(true)
})
