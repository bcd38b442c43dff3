import { canonicalJson } from '@/server/kernel/canonical-json'
import { maxRefHops, resolvePointer, type JsonSchema, type Schema } from './json-schema'

/** A schema with its references followed and the forms of draft-07 written as in 2020-12. */
export type Keywords = Readonly<Record<string, unknown>>
export type Shape = boolean | Keywords

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const asSchema = (value: unknown): Schema | undefined =>
  isObject(value) || typeof value === 'boolean' ? value : undefined
/** Where nothing is said, everything is allowed. */
export const orAnything = (value: unknown): Schema => asSchema(value) ?? true
export const schemaList = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.map(orAnything) : [])
export const schemaMap = (value: unknown): ReadonlyMap<string, Schema> =>
  new Map(isObject(value) ? Object.entries(value).map(([name, item]) => [name, orAnything(item)]) : [])
export const textList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

/** Keywords that only people read. */
const spoken = ['title', 'description', '$comment', 'examples', 'deprecated', 'readOnly', 'writeOnly']
export const wordsOf = (shape: Keywords): string =>
  spoken.map((keyword) => (shape[keyword] === undefined ? '' : canonicalJson(shape[keyword]))).join('\n')

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']
/** The types a schema declares, all of them where it declares none; a number may be an integer. */
function declaredTypes({ type }: Keywords): ReadonlySet<string> {
  const declared = typeof type === 'string' ? [type] : textList(type)
  if (declared.length === 0) return new Set(types)
  return new Set(declared.includes('number') ? [...declared, 'integer'] : declared)
}
function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value
}

/** The values that `enum` and `const` leave of the declared types; null where they list none. */
export function listedValues(shape: Keywords): readonly unknown[] | null {
  if (!Array.isArray(shape.enum) && !('const' in shape)) return null
  const allowed = declaredTypes(shape)
  const listed: readonly unknown[] = Array.isArray(shape.enum) ? shape.enum : [shape.const]
  const only = 'const' in shape ? canonicalJson(shape.const) : null
  return listed.filter((value) => allowed.has(typeOf(value)) && (only === null || canonicalJson(value) === only))
}

/** The types of what a shape allows. */
export function typesOf(shape: Keywords): ReadonlySet<string> {
  const listed = listedValues(shape)
  return listed ? new Set(listed.map(typeOf)) : declaredTypes(shape)
}

/** Shapes of the schemas of one document; the same schema always gives the same object. */
export class Shapes {
  private readonly made = new Map<Schema, Shape>()
  constructor(readonly document: JsonSchema) {}

  of(schema: Schema): Shape {
    const known = this.made.get(schema)
    if (known !== undefined) return known
    const shape = this.make(schema)
    this.made.set(schema, shape)
    return shape
  }

  private make(schema: Schema): Shape {
    if (!isObject(schema)) return schema === true ? {} : false
    if (typeof schema.$ref !== 'string') return this.modern(schema)
    const { $ref, ...beside } = schema
    const rest = Object.keys(beside).filter(
      (keyword) => !spoken.includes(keyword) && !/^(\$defs|definitions|\$schema|\$id)$/.test(keyword),
    )
    const target = this.follow($ref)
    if (target === undefined) return false
    // Draft-07 ignores what stands beside a reference (draft-07 core, 8.3); 2020-12 demands both.
    if (rest.length === 0 || this.document.draft === '07') return this.of(target)
    return this.modern({ ...beside, allOf: [...schemaList(beside.allOf), target] })
  }

  private follow(ref: string): Schema | undefined {
    let target = resolvePointer(this.document.root, ref)
    for (
      let hops = 0;
      isObject(target) && typeof target.$ref === 'string' && Object.keys(target).length === 1;
      hops++
    ) {
      if (hops > maxRefHops) return undefined
      target = resolvePointer(this.document.root, target.$ref)
    }
    return isObject(target) && target.$ref === ref ? undefined : target
  }

  private modern(schema: Keywords): Shape {
    if (this.document.draft === '2020-12' && !isObject(schema.dependencies)) return schema
    const { items, additionalItems, dependencies, ...rest } = schema
    const tuple = Array.isArray(items)
      ? { prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) }
      : { ...(items !== undefined && { items }) }
    const needs = isObject(dependencies) ? Object.entries(dependencies) : []
    const required = needs.filter(([, need]) => Array.isArray(need))
    const schemas = needs.filter(([, need]) => !Array.isArray(need))
    return {
      ...rest,
      ...tuple,
      ...(required.length > 0 && { dependentRequired: Object.fromEntries(required) }),
      ...(schemas.length > 0 && { dependentSchemas: Object.fromEntries(schemas) }),
    }
  }
}
