import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandProto } from './fixtures/sample'
import { limits } from './contract'
import { readProtobuf } from './protobuf'

const found = (text: string) => {
  const read = readProtobuf(text)
  return read.ok ? [] : read.problems.map(({ code, params }) => ({ code, ...params }))
}
const proto3 = (body: string) => `syntax = "proto3";\n${body}`
const proto2 = (body: string) => `syntax = "proto2";\n${body}`
function read(text: string) {
  const result = readProtobuf(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.file
}

test('messages, fields, enums and reservations are read as they stand', () => {
  const file = read(
    proto3(`package a.b; // a comment with } and "
    message M {
      reserved 5 to 7, 9; reserved "old";
      optional int32 one = 1; repeated string two = 2; map<string, Inner> three = 3;
      oneof k { bool four = 4; Kind eight = 8; }
      message Inner { bytes x = 1; }
    }
    enum Kind { NONE = 0; SOME = 1; }`),
  )
  const message = file.messages.get('a.b.M')
  expect(
    [...(message?.fields.values() ?? [])].map(({ name, number, label, kind, type, oneof }) => [
      name,
      number,
      label,
      kind,
      type,
      oneof,
    ]),
  ).toEqual([
    ['one', 1, 'singular', 'scalar', 'int32', null],
    ['two', 2, 'repeated', 'scalar', 'string', null],
    ['three', 3, 'map', 'message', 'a.b.M.Inner', null],
    ['four', 4, 'singular', 'scalar', 'bool', 'k'],
    ['eight', 8, 'singular', 'enum', 'a.b.Kind', 'k'],
  ])
  expect(message).toMatchObject({
    reserved: [
      [5, 7],
      [9, 9],
    ],
    reservedNames: ['old'],
  })
  expect(file.enums.get('a.b.Kind')?.values).toEqual(
    new Map([
      [0, ['NONE']],
      [1, ['SOME']],
    ]),
  )
  expect(read(commandProto).messages.has('acme.v1.Command')).toBe(true)
})

test('proto2 keeps its labels, defaults and groups', () => {
  const file = read(
    proto2(
      'message M { required int32 a = 1; optional string b = 2 [default = "x"]; optional group G = 3 { optional int32 c = 1; } }',
    ),
  )
  const [a, b, g] = [...(file.messages.get('M')?.fields.values() ?? [])]
  expect(a?.label).toBe('required')
  expect(b).toMatchObject({ label: 'singular', defaultValue: '"x"' })
  expect(g?.kind).toBe('group')
})

test('well-known types come along, other files do not', () => {
  expect(
    found(proto3('import "google/protobuf/timestamp.proto"; message M { google.protobuf.Timestamp t = 1; }')),
  ).toEqual([])
  expect(found(proto3('import "other.proto"; message M {}'))).toEqual([{ code: 'protoImport', file: 'other.proto' }])
  expect(found(proto3('import "/etc/passwd"; message M {}'))).toMatchObject([{ code: 'protoImport' }])
  expect(found(proto3('message M { Missing a = 1; }'))).toEqual([{ code: 'protoType', type: 'Missing' }])
})

test('what is wrong is told with its line', () => {
  expect(found(proto3('message M {\n  int32 a 1;\n}'))).toEqual([{ code: 'protoSyntax', token: '1', line: 3 }])
  expect(found('message M { }')).toEqual([{ code: 'protoVersion' }])
  expect(found('// syntax = "proto3";\nmessage M { }')).toEqual([{ code: 'protoVersion' }])
  expect(found('edition = "2023"; message M { }')).toEqual([{ code: 'protoVersion' }])
  expect(found(proto3('message M { int32 a = 1; int32 b = 1; }'))).toMatchObject([
    { code: 'protoDuplicate', what: '1' },
  ])
  expect(found(proto3('message M { int32 a = 1; string a = 2; }'))).toMatchObject([
    { code: 'protoDuplicate', what: 'a' },
  ])
  expect(
    found(proto3('message M { int32 a = 0; int32 b = 19500; int32 c = 536870912; }')).map(({ code }) => code),
  ).toEqual(['protoNumber', 'protoNumber', 'protoNumber'])
  // The parser notices what is reserved before the field, we what is reserved after it.
  const clash = (what: string | number) => [{ code: 'protoReserved', what, where: 'M' }]
  expect(found(proto3('message M { reserved 2; int32 a = 2; }'))).toEqual(clash('2'))
  expect(found(proto3('message M { reserved "b"; int32 b = 3; }'))).toEqual(clash('b'))
  expect(found(proto3('message M { int32 a = 2; reserved 1 to 4; }'))).toEqual(clash(2))
  expect(found(proto3('message M { int32 b = 2; reserved "b"; }'))).toEqual(clash('b'))
  expect(found(proto3('enum E { A = 1; }'))).toEqual([{ code: 'protoEnumZero', name: 'E' }])
  expect(found(proto2('enum E { A = 1; }'))).toEqual([])
  expect(found(proto2('message M { extensions 100 to 199; } extend M { optional int32 a = 100; }'))).toMatchObject([
    { code: 'protoExtension' },
  ])
})

test('size, depth and number of parts are bounded', () => {
  const deep = (levels: number) =>
    proto3(`${Array.from({ length: levels }, (_, at) => `message M${at} {`).join('')}${'}'.repeat(levels)}`)
  expect(found(deep(limits.schemaDepth + 1))).toEqual([{ code: 'schemaTooDeep', max: limits.schemaDepth }])
  expect(found('x'.repeat(limits.schemaLength + 1))).toMatchObject([{ code: 'schemaTooLarge' }])
  const wide = proto3(
    `message M {${Array.from({ length: limits.protoStatements }, (_, at) => `int32 f${at}=${at + 1};`).join('')}}`,
  )
  expect(found(wide)).toEqual([{ code: 'schemaTooLarge', max: limits.protoStatements }])
})

test('names of the language are names, and no text throws', () => {
  expect(
    readProtobuf(proto3('message constructor { int32 toString = 1; } message M { constructor hasOwnProperty = 1; }')),
  ).toBeDefined()
  const pieces = fc.constantFrom(
    'message',
    'M',
    '{',
    '}',
    'int32',
    'a',
    '=',
    '1',
    ';',
    'oneof',
    'map<',
    '>',
    'enum',
    'reserved',
    'to',
    'option',
    '(',
    ')',
    '[',
    ']',
    '"',
    '//',
    '/*',
    '*/',
    '__proto__',
    '.',
    'service',
    'rpc',
    'extend',
    'group',
    'import',
    'package',
    '\n',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join(' ')),
      ),
      (text) => void readProtobuf(proto3(text)),
    ),
    { numRuns: 1_000 },
  )
})
