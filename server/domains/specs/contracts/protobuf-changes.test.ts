import { expect, test } from 'vitest'
import { judgeMessage } from './changes'
import { readProtobuf } from './protobuf'
import { protobufChanges } from './protobuf-changes'

function read(text: string) {
  const result = readProtobuf(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.file
}
const changes = (before: string, after: string, [one, other] = ['M', 'M']) =>
  protobufChanges({ file: read(before), message: one }, { file: read(after), message: other })
function verdict(before: string, after: string): string {
  const all = changes(before, after)
  const [up, down] = (['deviceToCloud', 'cloudToDevice'] as const).map((direction) =>
    all.some((change) => judgeMessage(change, direction).breaking),
  )
  return up && down ? 'both' : up ? 'up' : down ? 'down' : 'none'
}
const proto3 = (body: string) => `syntax = "proto3"; ${body}`
const proto2 = (body: string) => `syntax = "proto2"; ${body}`

const vectors: readonly [what: string, before: string, after: string, verdict: string, codes: readonly string[]][] = [
  ['nothing', 'int32 a = 1;', 'int32 a = 1;', 'none', []],
  ['spaces', 'int32 a = 1;', 'int32  a  =  1;', 'none', []],
  ['field more', 'int32 a = 1;', 'int32 a = 1; string b = 2;', 'none', ['fieldAdded']],
  ['field less, reserved', 'int32 a = 1; string b = 2;', 'int32 a = 1; reserved 2;', 'none', ['fieldRemoved']],
  ['field less, not reserved', 'int32 a = 1; string b = 2;', 'int32 a = 1;', 'both', ['fieldRemovedUnreserved']],
  ['name changed', 'int32 a = 1;', 'int32 b = 1;', 'none', ['fieldRenamed']],
  ['number reused', 'int32 a = 1;', 'string b = 1;', 'both', ['numberReused']],
  ['number changed', 'int32 a = 1;', 'int32 a = 2; reserved 1;', 'both', ['fieldRenumbered']],
  [
    'numbers swapped',
    'int32 a = 1; int32 b = 2;',
    'int32 b = 1; int32 a = 2;',
    'both',
    ['numberReused', 'numberReused'],
  ],
  ['reserved number taken', 'reserved 2; int32 a = 1;', 'int32 a = 1; int32 b = 2;', 'both', ['reservedUsed']],
  ['int32 to int64', 'int32 a = 1;', 'int64 a = 1;', 'down', ['fieldTypeWidened']],
  ['int64 to int32', 'int64 a = 1;', 'int32 a = 1;', 'up', ['fieldTypeNarrowed']],
  ['bool to uint32', 'bool a = 1;', 'uint32 a = 1;', 'down', ['fieldTypeWidened']],
  ['uint32 to int64', 'uint32 a = 1;', 'int64 a = 1;', 'down', ['fieldTypeWidened']],
  ['int32 to uint32', 'int32 a = 1;', 'uint32 a = 1;', 'both', ['fieldTypeChanged']],
  ['int32 to sint32', 'int32 a = 1;', 'sint32 a = 1;', 'both', ['fieldTypeChanged']],
  ['sint32 to sint64', 'sint32 a = 1;', 'sint64 a = 1;', 'down', ['fieldTypeWidened']],
  ['fixed32 to sfixed32', 'fixed32 a = 1;', 'sfixed32 a = 1;', 'both', ['fieldTypeChanged']],
  ['int32 to fixed32', 'int32 a = 1;', 'fixed32 a = 1;', 'both', ['fieldTypeChanged']],
  ['string to bytes', 'string a = 1;', 'bytes a = 1;', 'down', ['fieldTypeWidened']],
  ['float to double', 'float a = 1;', 'double a = 1;', 'both', ['fieldTypeChanged']],
  ['singular to repeated', 'string a = 1;', 'repeated string a = 1;', 'down', ['fieldNowRepeated']],
  ['repeated to singular', 'repeated string a = 1;', 'string a = 1;', 'up', ['fieldNowSingular']],
  ['presence said', 'int32 a = 1;', 'optional int32 a = 1;', 'none', ['wordsChanged']],
  ['map key', 'map<int32, string> a = 1;', 'map<string, string> a = 1;', 'both', ['fieldMap']],
  ['map value', 'map<string, int32> a = 1;', 'map<string, int64> a = 1;', 'down', ['fieldTypeWidened']],
  ['into a oneof with new company', 'int32 a = 1;', 'oneof k { int32 a = 1; int32 b = 2; }', 'none', ['fieldAdded']],
  [
    'two into one oneof',
    'int32 a = 1; int32 b = 2;',
    'oneof k { int32 a = 1; int32 b = 2; }',
    'up',
    ['oneofEntered', 'oneofEntered'],
  ],
  [
    'out of a oneof',
    'oneof k { int32 a = 1; int32 b = 2; }',
    'int32 a = 1; int32 b = 2;',
    'down',
    ['oneofLeft', 'oneofLeft'],
  ],
  [
    'a oneof with one more',
    'oneof k { int32 a = 1; }',
    'oneof k { int32 a = 1; int32 b = 2; }',
    'down',
    ['fieldAdded', 'oneofGrown'],
  ],
]

test.each(vectors)('%s', (_, before, after, expected, codes) => {
  const [one, other] = [proto3(`message M { ${before} }`), proto3(`message M { ${after} }`)]
  expect([verdict(one, other), ...changes(one, other).map(({ code }) => code)]).toEqual([expected, ...codes])
})

test('proto2 knows what is required, and defaults', () => {
  const m = (body: string) => proto2(`message M { optional int32 z = 9; ${body} }`)
  expect(verdict(m(''), m('required int32 a = 1;'))).toBe('up')
  expect(verdict(m('required int32 a = 1;'), m('reserved 1;'))).toBe('down')
  expect(verdict(m('optional int32 a = 1;'), m('required int32 a = 1;'))).toBe('up')
  expect(verdict(m('required int32 a = 1;'), m('optional int32 a = 1;'))).toBe('down')
  expect(verdict(m('optional int32 a = 1 [default = 1];'), m('optional int32 a = 1 [default = 2];'))).toBe('both')
  expect(
    changes(proto2('message M { optional int32 a = 1; }'), proto3('message M { int32 a = 1; }')).map(
      ({ code }) => code,
    ),
  ).toEqual(['protoVersion'])
})

test('enums are what an old reader knows of them', () => {
  const e = (values: string) => proto3(`enum E { ${values} } message M { E a = 1; repeated E b = 2; }`)
  expect(verdict(e('A = 0;'), e('A = 0; B = 1;'))).toBe('down')
  expect(verdict(e('A = 0; B = 1;'), e('A = 0;'))).toBe('up')
  expect(changes(e('A = 0;'), e('Z = 0;'))).toEqual([
    { code: 'enumValueRenamed', path: '/E', effect: 'neutral', params: { number: 0, before: 'A', after: 'Z' } },
  ])
  const plain = proto3('message M { int32 a = 1; repeated int32 b = 2; }')
  expect(verdict(e('A = 0;'), plain)).toBe('down')
  expect(verdict(plain, e('A = 0;'))).toBe('up')
})

test('messages are compared by what they hold, whatever their names, as often as they recur', () => {
  const before = proto3('message M { Inner a = 1; M again = 2; } message Inner { int32 x = 1; }')
  const after = proto3('package p; message N { Core a = 1; N again = 2; } message Core { int32 x = 1; }')
  expect(changes(before, after, ['M', 'p.N']).map(({ code, effect }) => [code, effect])).toEqual([
    ['messageRenamed', 'neutral'],
    ['messageRenamed', 'neutral'],
  ])
  expect(changes(before, before.replace('int32 x', 'string x'))).toEqual([
    { code: 'fieldTypeChanged', path: '/a/x', effect: 'both', params: { name: 'x', before: 'int32', after: 'string' } },
  ])
  const explained = before.replace('int32 x = 1;', 'int32 x = 1; /* seconds */')
  expect(changes(before, explained).map(({ code }) => code)).toEqual(['wordsChanged'])
})

test('a long chain of messages is walked without depth', () => {
  const chain = (last: string) =>
    proto3(
      Array.from({ length: 1_200 }, (_, at) =>
        at === 1_199 ? `message M${at}{${last} z=1;}` : `message M${at}{M${at + 1} n=1;}`,
      ).join(''),
    )
  expect(changes(chain('int32'), chain('string'), ['M0', 'M0']).map(({ code }) => code)).toEqual(['fieldTypeChanged'])
})

test('hostile messages end in no judgement, not in a hang', () => {
  const ring = (length: number) =>
    proto3(Array.from({ length }, (_, at) => `message M${at}{M${(at + 1) % length} n=1;}`).join(''))
  expect(changes(ring(499), ring(500), ['M0', 'M0']).at(-1)).toMatchObject({
    code: 'cannotBeJudged',
    effect: 'unknown',
  })
  const wide = (name: string) =>
    proto3(
      `message M { oneof ${name} { ${Array.from({ length: 900 }, (_, at) => `int32 f${at}=${at + 1};`).join('')} } }`,
    )
  expect(verdict(wide('k'), wide('l'))).toBe('none')
})
