import { evaluate, parse, type AnyNode, type MemberNode } from '@humanwhocodes/momoa'
import { Ajv } from 'ajv'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { compiles } from './checks'
import { limits, pointer } from './contract'
import { nestingOf } from './nesting'
import type { Problem, ProblemCode } from './problems'

/** Any JSON Schema inside a document: `true` allows all, `false` nothing. */
export type Schema = boolean | Readonly<Record<string, unknown>>
export type Draft = '2020-12' | '07'
export type JsonSchema = Readonly<{ root: Schema; draft: Draft }>
type Reading = { ok: true; schema: JsonSchema } | { ok: false; problems: readonly Problem[] }

const drafts: ReadonlyMap<unknown, Draft> = new Map([
  [undefined, '2020-12'],
  ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
  ['http://json-schema.org/draft-07/schema', '07'],
  ['http://json-schema.org/draft-07/schema#', '07'],
])

// Only the meta-schemas are ever compiled: a stranger's schema is data, and no code is made of it.
const options = { strict: false, validateFormats: false, logger: false } as const
const metas: Partial<Record<Draft, Ajv>> = {}
const metaOf = (draft: Draft): Ajv => (metas[draft] ??= draft === '07' ? new Ajv(options) : new Ajv2020(options))

/** Where subschemas stand, by keyword and draft. */
const single = ['additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else']
const listed = ['allOf', 'anyOf', 'oneOf']
const named = ['properties', 'patternProperties', 'definitions']
const plain = [
  '$schema $id $ref $comment title description default examples readOnly writeOnly type enum const multipleOf maximum',
  'exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format maxItems minItems uniqueItems',
  'maxProperties minProperties required contentMediaType contentEncoding',
].flatMap((line) => line.split(' '))
const keywords: Readonly<
  Record<Draft, Readonly<Record<'single' | 'listed' | 'named' | 'plain', ReadonlySet<string>>>>
> = {
  '07': {
    single: new Set([...single, 'items', 'additionalItems']),
    listed: new Set([...listed, 'items']),
    named: new Set([...named, 'dependencies']),
    plain: new Set(plain),
  },
  '2020-12': {
    single: new Set([...single, 'items', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema']),
    listed: new Set([...listed, 'prefixItems']),
    named: new Set([...named, '$defs', 'dependentSchemas']),
    plain: new Set([...plain, 'dependentRequired', 'minContains', 'maxContains', 'deprecated']),
  },
}

/** Formats that JSON Schema defines (2020-12 Validation, 7.3); draft-07 has all but two of them. */
const formats = new Set(
  [
    'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference',
    'uuid uri-template json-pointer relative-json-pointer regex',
  ].flatMap((line) => line.split(' ')),
)

/** Reads the text of a schema, draft 2020-12 unless it says draft-07, or tells what is wrong and in which line. */
export function readJsonSchema(text: string, path = ''): Reading {
  const fail = (code: ProblemCode, params: Problem['params'] = {}): Reading => ({
    ok: false,
    problems: [{ code, params, path }],
  })
  if (text.length > limits.schemaLength) return fail('schemaTooLarge', { max: limits.schemaLength })
  if (nestingOf(text, '"') > limits.schemaDepth) return fail('schemaTooDeep', { max: limits.schemaDepth })
  const parsed = parseJson(text)
  if ('line' in parsed) return fail('jsonSyntax', parsed)
  const twice = duplicateKey(parsed.tree)
  if (twice) return fail('jsonDuplicateKey', twice)
  const root = parsed.value
  // The library takes no null where a schema belongs.
  if (root === null) return fail('schemaType', { line: 1, keyword: '', expected: 'object, boolean' })
  const declared = isObject(root) ? root.$schema : undefined
  const draft = drafts.get(declared)
  if (!draft) return fail('schemaDraft', { draft: canonicalJson(declared).slice(0, 200) })
  const lineOf = linesOf(parsed.tree)
  const meta = metaOf(draft)
  if (!meta.validateSchema(root as object)) return fail(...metaProblem(meta.errors ?? [], root, lineOf))
  const walk = new Walk(root, draft, lineOf)
  walk.visit(root, '')
  if (walk.nodes > limits.schemaNodes) return fail('schemaTooLarge', { max: limits.schemaNodes })
  const problems = walk.problems.slice(0, limits.problems).map(({ code, params }) => ({ code, params, path }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, schema: { root: root as Schema, draft } }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Tree = ReturnType<typeof parse>
function parseJson(text: string): { value: unknown; tree: Tree } | { line: number; column: number } {
  try {
    const tree = parse(text, { mode: 'json' })
    return { value: evaluate(tree), tree }
  } catch (error) {
    const at = error as Partial<Record<'line' | 'column', number>>
    return { line: at.line ?? 1, column: at.column ?? 1 }
  }
}

const keyOf = (name: MemberNode['name']): string => (name.type === 'String' ? name.value : name.name)

/** JSON lets a key stand twice and the last one win, which hides half of what somebody wrote. */
function duplicateKey(tree: Tree): { key: string; line: number } | null {
  for (const node of nodesOf(tree.body)) {
    if (node.type !== 'Object') continue
    const seen = new Set<string>()
    for (const { name } of node.members) {
      const key = keyOf(name)
      if (seen.has(key)) return { key, line: name.loc.start.line }
      seen.add(key)
    }
  }
  return null
}

function* nodesOf(node: AnyNode): Generator<AnyNode> {
  yield node
  if (node.type === 'Object') for (const { value } of node.members) yield* nodesOf(value)
  else if (node.type === 'Array') for (const { value } of node.elements) yield* nodesOf(value)
}

/** Line of a JSON Pointer into the text; a pointer to nothing has the line of what is around it. */
function linesOf(tree: Tree): (at: string) => number {
  const lines = new Map<string, number>()
  const visit = (node: AnyNode, at: string): void => {
    if (!lines.has(at)) lines.set(at, node.loc.start.line)
    if (node.type === 'Object')
      for (const { name, value } of node.members) {
        const inner = at + pointer(keyOf(name))
        lines.set(inner, name.loc.start.line)
        visit(value, inner)
      }
    else if (node.type === 'Array') node.elements.forEach(({ value }, index) => visit(value, at + pointer(index)))
  }
  visit(tree.body, '')
  return (at) => {
    for (let up = at; ; up = up.slice(0, up.lastIndexOf('/'))) {
      const line = lines.get(up)
      if (line !== undefined) return line
      if (up === '') return 1
    }
  }
}

/** The finding that lies deepest says most: what is around it fails only because of it. */
function metaProblem(
  errors: readonly ErrorObject[],
  root: unknown,
  lineOf: (at: string) => number,
): [ProblemCode, Problem['params']] {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length
  const [error] = errors.toSorted((a, b) => depth(b) - depth(a))
  if (!error) return ['schemaInvalid', { line: 1, keyword: '' }]
  const line = lineOf(error.instancePath)
  const keyword = error.instancePath.split('/').findLast((part) => !/^\d*$/.test(part)) ?? typeof root
  const params: Readonly<Record<string, unknown>> = error.params
  if (error.keyword === 'type') return ['schemaType', { line, keyword, expected: String(params.type) }]
  if (error.keyword === 'enum' && Array.isArray(params.allowedValues))
    return ['schemaValue', { line, keyword, allowed: params.allowedValues.join(', ') }]
  return ['schemaInvalid', { line, keyword }]
}

/** What the meta-schema lets pass and a contract does not: unknown keywords, references that leave the text or lead nowhere. */
class Walk {
  nodes = 0
  readonly problems: Readonly<{ code: ProblemCode; params: Problem['params'] }>[] = []
  constructor(
    private readonly root: unknown,
    private readonly draft: Draft,
    private readonly lineOf: (at: string) => number,
  ) {}

  visit(schema: unknown, at: string): void {
    this.nodes++
    if (!isObject(schema)) return
    const known = keywords[this.draft]
    for (const [keyword, value] of Object.entries(schema)) {
      const here = at + pointer(keyword)
      if (known.listed.has(keyword) && Array.isArray(value))
        value.forEach((item, index) => this.visit(item, here + pointer(index)))
      else if (known.single.has(keyword)) this.visit(value, here)
      else if (known.named.has(keyword) && isObject(value))
        for (const [name, item] of Object.entries(value)) this.visit(item, here + pointer(name))
      else if (!known.plain.has(keyword)) this.find('schemaKeyword', here, { keyword })
      this.judge(keyword, value, here, at)
    }
  }

  private judge(keyword: string, value: unknown, here: string, at: string): void {
    if (keyword === '$ref' && typeof value === 'string') this.judgeRef(value, here)
    if (keyword === '$id' && at !== '') this.find('schemaId', here)
    if (keyword === 'format' && typeof value === 'string' && !formats.has(value))
      this.find('schemaFormat', here, { format: value })
    if (keyword === 'pattern' && typeof value === 'string' && !compiles(value))
      this.find('schemaPattern', here, { pattern: value })
    if (keyword === 'patternProperties' && isObject(value))
      for (const pattern of Object.keys(value))
        if (!compiles(pattern)) this.find('schemaPattern', here + pointer(pattern), { pattern })
  }

  private judgeRef(ref: string, here: string): void {
    if (!/^#(\/.*)?$/s.test(ref)) return this.find('schemaRefOutside', here, { ref })
    let target = resolvePointer(this.root, ref)
    for (let hops = 0; isObject(target) && typeof target.$ref === 'string'; hops++) {
      if (hops > maxRefHops) return this.find('schemaRefLoop', here, { ref })
      target = resolvePointer(this.root, target.$ref)
    }
    if (target === undefined) this.find('schemaRefMissing', here, { ref })
  }

  private find(code: ProblemCode, at: string, params: Problem['params'] = {}): void {
    this.problems.push({ code, params: { ...params, line: this.lineOf(at) } })
  }
}

/** More references in a row than this lead back to themselves. */
export const maxRefHops = 32

/** What a local reference (`#`, `#/$defs/x`) points at, or undefined. */
export function resolvePointer(root: unknown, ref: string): Schema | undefined {
  let here: unknown = root
  for (const part of decodedSegments(ref)) {
    if (Array.isArray(here)) here = /^\d+$/.test(part) ? here[Number(part)] : undefined
    else here = isObject(here) && Object.hasOwn(here, part) ? here[part] : undefined
  }
  return isObject(here) || typeof here === 'boolean' ? here : undefined
}
function decodedSegments(ref: string): string[] {
  try {
    return decodeURIComponent(ref.slice(1))
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  } catch {
    return ['\0']
  }
}
