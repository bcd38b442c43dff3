import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from './contract'
import { readJsonSchema } from './json-schema'

const found = (text: string) => {
  const read = readJsonSchema(text)
  return read.ok ? [] : read.problems.map(({ code, params }) => ({ code, ...params }))
}
const inLines = (...lines: string[]) => lines.join('\n')

test('both drafts are read, 2020-12 where none is named', () => {
  expect(readJsonSchema('{"type":"object"}')).toMatchObject({ ok: true, schema: { draft: '2020-12' } })
  expect(readJsonSchema('{"$schema":"http://json-schema.org/draft-07/schema#","items":[{},{}]}')).toMatchObject({
    ok: true,
    schema: { draft: '07' },
  })
  expect(readJsonSchema('true').ok).toBe(true)
  expect(found('{"$schema":"http://json-schema.org/draft-04/schema#"}')).toEqual([
    { code: 'schemaDraft', draft: '"http://json-schema.org/draft-04/schema#"' },
  ])
  expect(found('{"$schema":1}')).toEqual([{ code: 'schemaDraft', draft: '1' }])
  expect(found('{"$schema":"constructor"}')).toMatchObject([{ code: 'schemaDraft' }])
  expect(found('{"$schema":"https://json-schema.org/draft/2020-12/schema"}')).toEqual([])
  expect(found('null')).toMatchObject([{ code: 'schemaType', line: 1 }])
  expect(found('{"items":[{},{}]}')).toMatchObject([{ code: 'schemaType', keyword: 'items' }])
  expect(found('{"$schema":"http://json-schema.org/draft-07/schema#","prefixItems":[{}]}')).toMatchObject([
    { code: 'schemaKeyword', keyword: 'prefixItems' },
  ])
})

test('a slip in JSON is found where it is', () => {
  expect(found('{\n  "a": 1,\n}')).toEqual([{ code: 'jsonSyntax', line: 3, column: 1 }])
  expect(found('')).toMatchObject([{ code: 'jsonSyntax' }])
  expect(found('{"type": tru}')).toMatchObject([{ code: 'jsonSyntax', line: 1 }])
  expect(found(inLines('{', '"type": "object",', '"type": "array"', '}'))).toEqual([
    { code: 'jsonDuplicateKey', key: 'type', line: 3 },
  ])
})

test('what the meta-schema refuses has its line and the reason', () => {
  const schema = inLines('{', '"properties": {', '"a": {', '"minimum": "0"', '}}}')
  expect(found(schema)).toEqual([{ code: 'schemaType', line: 4, keyword: 'minimum', expected: 'number' }])
  expect(found('{\n"type": "objec"}')).toMatchObject([{ code: 'schemaValue', line: 2, keyword: 'type' }])
  expect(found('{\n"maxLength": -1}')).toEqual([{ code: 'schemaInvalid', line: 2, keyword: 'maxLength' }])
  expect(found('[]')).toMatchObject([{ code: 'schemaType', line: 1 }])
})

test('a misspelled keyword or format is no keyword', () => {
  expect(found('{\n"requierd": ["a"]}')).toEqual([{ code: 'schemaKeyword', keyword: 'requierd', line: 2 }])
  expect(found('{"properties":{"requierd":{"type":"string"}},"enum":[{"free":1}],"default":{"free":1}}')).toEqual([])
  expect(found('{"format":"datetime"}')).toEqual([{ code: 'schemaFormat', format: 'datetime', line: 1 }])
  expect(found('{"pattern":"[a-"}')).toEqual([{ code: 'schemaPattern', pattern: '[a-', line: 1 }])
  expect(found('{"patternProperties":{"(":{}}}')).toEqual([{ code: 'schemaPattern', pattern: '(', line: 1 }])
})

test('references stay inside the text and lead somewhere', () => {
  expect(found('{"$ref":"#/$defs/a","$defs":{"a":{"properties":{"next":{"$ref":"#"}}}}}')).toEqual([])
  expect(found('{"$defs":{"a/b~c":{}},"$ref":"#/$defs/a~1b~0c"}')).toEqual([])
  expect(found('{"$ref":"https://example.com/schema"}')).toMatchObject([{ code: 'schemaRefOutside' }])
  expect(found('{"$ref":"other.json#/a"}')).toMatchObject([{ code: 'schemaRefOutside' }])
  expect(found('{"$ref":"#/$defs/b"}')).toMatchObject([{ code: 'schemaRefMissing', ref: '#/$defs/b' }])
  expect(found('{"$ref":"#/%"}')).toMatchObject([{ code: 'schemaRefMissing' }])
  expect(found('{"$ref":"#"}')).toMatchObject([{ code: 'schemaRefLoop' }])
  expect(found('{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}').map(({ code }) => code)).toEqual([
    'schemaRefLoop',
    'schemaRefLoop',
  ])
  expect(found('{"properties":{"a":{"$id":"x"}}}')).toMatchObject([{ code: 'schemaId' }])
  expect(found('{"$dynamicRef":"#a"}')).toMatchObject([{ code: 'schemaKeyword' }])
})

test('size, depth and number of parts are bounded', () => {
  const deep = (levels: number) => `${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}`
  expect(found(deep(limits.schemaDepth - 1))).toEqual([])
  expect(found(deep(limits.schemaDepth))).toEqual([{ code: 'schemaTooDeep', max: limits.schemaDepth }])
  expect(found('['.repeat(60_000))).toMatchObject([{ code: 'schemaTooDeep' }])
  expect(found(' '.repeat(limits.schemaLength + 1))).toMatchObject([{ code: 'schemaTooLarge' }])
  expect(found(`{"allOf":[${Array.from({ length: limits.schemaNodes }, () => '{}').join(',')}]}`)).toMatchObject([
    { code: 'schemaTooLarge' },
  ])
})

test('keys of objects are only keys', () => {
  expect(found('{"properties":{"__proto__":{"type":"string"},"constructor":{}},"required":["__proto__"]}')).toEqual([])
  expect(found('{"__proto__":{"type":"objec"}}')).toMatchObject([{ code: 'schemaKeyword', keyword: '__proto__' }])
})

test('no text throws', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"$ref"',
    '"#/a"',
    '"type"',
    '"object"',
    '1',
    'true',
    'null',
    '\\',
    '"',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join('')),
        fc.json(),
      ),
      (text) => void readJsonSchema(text),
    ),
    { numRuns: 500 },
  )
})
