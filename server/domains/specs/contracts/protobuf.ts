import protobuf from 'protobufjs'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { limits } from './contract'
import { nestingOf } from './nesting'
import type { Problem, ProblemCode } from './problems'

/** How often a field stands in a message. `optional` of proto3 is `singular`: the wire does not tell them apart. */
export type ProtoLabel = 'singular' | 'required' | 'repeated' | 'map'
export type ProtoField = Readonly<{
  name: string
  number: number
  label: ProtoLabel
  /** A scalar by its name, or the full name of a message, group or enum. */
  kind: 'scalar' | 'message' | 'group' | 'enum'
  type: string
  /** Of a map; empty elsewhere. */
  keyType: string
  oneof: string | null
  /** As proto2 writes it; empty where none is given. */
  defaultValue: string
}>
export type ProtoMessage = Readonly<{
  name: string
  fields: ReadonlyMap<number, ProtoField>
  reserved: readonly (readonly [first: number, last: number])[]
  reservedNames: readonly string[]
}>
export type ProtoEnum = Readonly<{ name: string; values: ReadonlyMap<number, readonly string[]> }>
export type ProtoFile = Readonly<{
  version: 'proto2' | 'proto3'
  messages: ReadonlyMap<string, ProtoMessage>
  enums: ReadonlyMap<string, ProtoEnum>
  /** The text in single spaces, comments included: what it says to readers. */
  text: string
}>

type Finding = Readonly<{ code: ProblemCode; params: Problem['params'] }>
type Reading = { ok: true; file: ProtoFile } | { ok: false; problems: readonly Problem[] }

/** Reads a .proto text, proto2 or proto3, on its own or with the well-known types, or tells what is wrong with it. */
export function readProtobuf(text: string, path = ''): Reading {
  const refuse = (findings: readonly Finding[]): Reading => ({
    ok: false,
    problems: findings.slice(0, limits.problems).map((finding) => ({ ...finding, path })),
  })
  if (text.length > limits.schemaLength)
    return refuse([{ code: 'schemaTooLarge', params: { max: limits.schemaLength } }])
  const bare = withoutComments(text)
  if (nestingOf(bare, '"\'') > limits.schemaDepth)
    return refuse([{ code: 'schemaTooDeep', params: { max: limits.schemaDepth } }])
  if (bare.split(';').length > limits.protoStatements)
    return refuse([{ code: 'schemaTooLarge', params: { max: limits.protoStatements } }])
  const version = /^\s*syntax\s*=\s*(["'])(proto[23])\1\s*;/.exec(bare)?.[2]
  if (version !== 'proto2' && version !== 'proto3') return refuse([{ code: 'protoVersion', params: {} }])
  const parsed = parse(text)
  if ('code' in parsed) return refuse([parsed])
  const found = collect(parsed.root)
  if (found.extension !== null) return refuse([{ code: 'protoExtension', params: { name: found.extension } }])
  const messages = new Map(found.types.map((type) => [nameOf(type), messageOf(type)]))
  const enums = new Map(found.enums.map((each) => [nameOf(each), enumOf(each)]))
  const findings = [
    ...[...messages.values()].flatMap(messageFindings),
    ...(version === 'proto3' ? [...enums.values()].flatMap(enumFindings) : []),
  ]
  if (findings.length > 0) return refuse(findings)
  return { ok: true, file: { version, messages, enums, text: text.replace(/\s+/g, ' ').trim() } }
}

/** Comments blanked out, lines kept; what looks like one inside a string stays. */
function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, (part) =>
    part.startsWith('/') ? part.replace(/[^\n]/g, ' ') : part,
  )
}

/** Parses and resolves. The library's parser makes data of the text; nothing is compiled and no file is opened. */
function parse(text: string): { root: protobuf.Root } | Finding {
  try {
    const root = new protobuf.Root()
    const { imports = [], weakImports = [] } = protobuf.parse(text, root, { keepCase: true })
    for (const file of [...imports, ...weakImports]) {
      const known = protobuf.common.get(file)
      if (!known?.nested) return { code: 'protoImport', params: { file } }
      root.addJSON(known.nested)
    }
    root.resolveAll()
    return { root }
  } catch (error) {
    return findingOf(error instanceof Error ? error.message : '')
  }
}

function findingOf(message: string): Finding {
  const illegal = /^illegal .*?'([^]*?)'(?:, '[^']*' expected)? \(line (\d+)\)$/.exec(message)
  if (illegal)
    return { code: 'protoSyntax', params: { token: (illegal[1] ?? '').slice(0, 60), line: Number(illegal[2]) } }
  const missing =
    /^no such (?:type|enum|Type or Enum)[^']*'([^']*)'/i.exec(message)?.[1] ?? /no such type: (\S+)/.exec(message)?.[1]
  if (missing !== undefined) return { code: 'protoType', params: { type: missing } }
  const clash = /^(?:(duplicate) )?(?:id|name) '?([^' ]+)'? (?:is reserved )?in (?:\w+ )?(\S+)$/.exec(message)
  if (clash) {
    const params = { what: clash[2] ?? '', where: (clash[3] ?? '').replace(/^\./, '') }
    return { code: clash[1] ? 'protoDuplicate' : 'protoReserved', params }
  }
  return { code: 'protoInvalid', params: {} }
}

const nameOf = ({ fullName }: protobuf.ReflectionObject): string => fullName.replace(/^\./, '')

function collect(root: protobuf.Root) {
  const found = {
    types: [] as protobuf.Type[],
    enums: [] as protobuf.Enum[],
    extension: null as string | null,
    nodes: 0,
  }
  const visit = (space: protobuf.NamespaceBase): void => {
    for (const item of space.nestedArray) {
      if (item instanceof protobuf.Enum) found.enums.push(item)
      else if (item instanceof protobuf.Field) found.extension ??= item.name
      else if (item instanceof protobuf.Type) found.types.push(item)
      if (item instanceof protobuf.Namespace) visit(item)
    }
  }
  visit(root)
  return found
}

function messageOf(type: protobuf.Type): ProtoMessage {
  const reserved = type.reserved ?? []
  return {
    name: nameOf(type),
    fields: new Map(type.fieldsArray.map((field) => [field.id, fieldOf(field)])),
    reserved: reserved.flatMap((range) => (Array.isArray(range) ? [[range[0] ?? 0, range[1] ?? 0] as const] : [])),
    reservedNames: reserved.filter((each) => typeof each === 'string'),
  }
}

function fieldOf(field: protobuf.Field): ProtoField {
  const target = field.resolvedType
  const label = field.map ? 'map' : field.repeated ? 'repeated' : field.required ? 'required' : 'singular'
  const oneof = field.partOf && !field.partOf.isProto3Optional ? field.partOf.name : null
  const given: unknown = field.options?.default
  return {
    name: field.name,
    number: field.id,
    label,
    kind: target instanceof protobuf.Enum ? 'enum' : target ? (field.delimited ? 'group' : 'message') : 'scalar',
    type: target ? nameOf(target) : field.type,
    keyType: field instanceof protobuf.MapField ? field.keyType : '',
    oneof,
    defaultValue: given === undefined ? '' : canonicalJson(given),
  }
}

function enumOf(each: protobuf.Enum): ProtoEnum {
  const values = new Map<number, string[]>()
  for (const [name, number] of Object.entries(each.values)) values.set(number, [...(values.get(number) ?? []), name])
  return { name: nameOf(each), values }
}

/** Numbers of fields are 1 to 2^29 - 1 without 19000 to 19999, and none that is reserved. */
function messageFindings({ name, fields, reserved, reservedNames }: ProtoMessage): Finding[] {
  return [...fields.values()].flatMap(({ name: field, number }): Finding[] => {
    const params = { message: name, field, number }
    if (number < 1 || number > 536_870_911 || (number >= 19_000 && number <= 19_999))
      return [{ code: 'protoNumber', params }]
    const what = isReserved(reserved, number) ? number : reservedNames.includes(field) ? field : null
    return what === null ? [] : [{ code: 'protoReserved', params: { what, where: name } }]
  })
}
export const isReserved = (reserved: ProtoMessage['reserved'], number: number): boolean =>
  reserved.some(([first, last]) => number >= first && number <= last)

/** The first value of a proto3 enum is 0: it is what a missing field reads as. */
const enumFindings = ({ name, values }: ProtoEnum): Finding[] =>
  values.keys().next().value === 0 ? [] : [{ code: 'protoEnumZero', params: { name } }]
