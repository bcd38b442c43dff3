import { canonicalJson } from '@/server/kernel/canonical-json'
import { freshFuel, type Change, type ChangeCode, type Effect, type Fuel, type Params } from './changes'
import { pointer } from './contract'
import { brief, limitChanges, same, valueChanges } from './json-schema-figures'
import type { JsonSchema, Schema } from './json-schema'
import {
  asSchema,
  isObject,
  listedValues,
  orAnything,
  schemaList,
  schemaMap,
  Shapes,
  textList,
  typesOf,
  wordsOf,
  type Keywords,
  type Shape,
} from './json-schema-shape'

/** References nest no deeper than this; past it nothing is judged any more. */
const deepest = 400

/**
 * What changed between two schemas, with its effect on the set of messages they allow. What a schema does not describe
 * is taken as never sent, so that an optional property more is `neutral` in an open object. Choices and conditions are
 * compared branch by branch where that proves anything; elsewhere a difference is `unknown`. Never throws.
 */
export function jsonSchemaChanges(before: JsonSchema, after: JsonSchema, fuel = freshFuel()): readonly Change[] {
  const comparison = new Comparison(new Shapes(before), new Shapes(after), fuel)
  comparison.compare(before.root, after.root, '')
  if (before.draft !== after.draft)
    comparison.note('draft', '', 'neutral', { before: before.draft, after: after.draft })
  if (comparison.exhausted) comparison.note('cannotBeJudged', '', 'unknown', { keyword: '$ref' })
  return comparison.changes
}

class Comparison {
  readonly changes: Change[] = []
  private readonly seen = new Map<Shape, Set<Shape>>()
  constructor(
    private readonly before: Shapes,
    private readonly after: Shapes,
    private readonly fuel: Fuel,
  ) {}

  get exhausted(): boolean {
    return this.fuel.left <= 0
  }

  note(code: ChangeCode, path: string, effect: Effect, params: Params = {}): void {
    this.changes.push({ code, path, effect, params })
  }

  compare(one: Schema, other: Schema, path: string): void {
    if (this.fuel.left-- <= 0) return
    if (this.fuel.depth >= deepest) return void (this.fuel.left = 0)
    this.fuel.depth++
    this.compareShapes(one, other, path)
    this.fuel.depth--
  }

  private compareShapes(one: Schema, other: Schema, path: string): void {
    const [a, b] = [this.before.of(one), this.after.of(other)]
    if (!isObject(a) || !isObject(b)) {
      if (isObject(a)) this.note('valueForbidden', path, 'narrows')
      else if (isObject(b)) this.note('valueAllowed', path, 'widens')
      return
    }
    // A pair met before is being judged elsewhere: recursive schemas are equal unless some part differs.
    const met = this.seen.get(a) ?? new Set()
    if (met.has(b)) return
    this.seen.set(a, met.add(b))
    if (wordsOf(a) !== wordsOf(b)) this.note('wordsChanged', path, 'words')
    if (canonicalJson(a.default) !== canonicalJson(b.default)) this.note('defaultChanged', path, 'neutral')
    if (!this.compareTypes(a, b, path)) return
    this.changes.push(...valueChanges(a, b, path), ...limitChanges(a, b, path))
    this.compareRules(a, b, path)
    this.compareArrays(a, b, path)
    this.compareObjects(a, b, path)
    this.compareChoices(a, b, path)
  }

  /** False where nothing is left to compare. */
  private compareTypes(a: Keywords, b: Keywords, path: string): boolean {
    if (listedValues(a) && listedValues(b)) return true
    const [before, after] = [typesOf(a), typesOf(b)]
    const fewer = [...before].some((type) => !after.has(type))
    const more = [...after].some((type) => !before.has(type))
    const params = { before: typeText(a), after: typeText(b) }
    if (fewer && more) this.note('typeChanged', path, 'both', params)
    else if (fewer) this.note('typeNarrowed', path, 'narrows', params)
    else if (more) this.note('typeWidened', path, 'widens', params)
    return [...before].some((type) => after.has(type))
  }

  /** Rules that hold or do not, and whose change cannot be weighed. */
  private compareRules(a: Keywords, b: Keywords, path: string): void {
    const absent: Readonly<Record<string, unknown>> = { uniqueItems: false }
    for (const keyword of [
      'pattern',
      'format',
      'contentEncoding',
      'contentMediaType',
      'uniqueItems',
      'dependentRequired',
    ]) {
      const [before, after] = [a, b].map((side) => (same(side[keyword], absent[keyword]) ? undefined : side[keyword]))
      if (same(before, after)) continue
      const params = { keyword, before: brief(before), after: brief(after) }
      if (before === undefined) this.note('ruleAdded', path, 'narrows', params)
      else if (after === undefined) this.note('ruleRemoved', path, 'widens', params)
      else this.note('ruleChanged', path, 'unknown', params)
    }
  }

  private compareArrays(a: Keywords, b: Keywords, path: string): void {
    const [before, after] = [schemaList(a.prefixItems), schemaList(b.prefixItems)]
    const [others, otherwise] = [orAnything(a.items), orAnything(b.items)]
    for (let at = 0; at < Math.max(before.length, after.length); at++)
      this.compare(before[at] ?? others, after[at] ?? otherwise, path + pointer('prefixItems', at))
    this.compare(others, otherwise, path + pointer('items'))
    this.opaque(['contains', 'minContains', 'maxContains', 'unevaluatedItems', 'contentSchema'], a, b, path)
  }

  private compareObjects(a: Keywords, b: Keywords, path: string): void {
    const [before, after] = [schemaMap(a.properties), schemaMap(b.properties)]
    const [wasRequired, isRequired] = [textList(a.required), textList(b.required)]
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const here = path + pointer('properties', name)
      const [one, other] = [before.get(name), after.get(name)]
      if (one !== undefined && other !== undefined) this.compare(one, other, here)
      else if (one === undefined && other !== undefined)
        this.property('propertyAdded', name, here, undescribed(a), other, 'widens')
      else if (one !== undefined) this.property('propertyRemoved', name, here, undescribed(b), one, 'narrows')
    }
    for (const name of isRequired.filter((each) => !wasRequired.includes(each)))
      this.note('requiredAdded', path + pointer('properties', name), 'narrows', { name })
    for (const name of wasRequired.filter((each) => !isRequired.includes(each)))
      this.note('requiredRemoved', path + pointer('properties', name), 'widens', { name })
    this.compareOpenness(a, b, path)
    this.comparePatterns(a, b, path)
    this.optional('propertyNames', a, b, path)
  }

  /** A property that one side describes and the other leaves to `additionalProperties`. */
  private property(
    code: ChangeCode,
    name: string,
    path: string,
    rest: Schema,
    described: Schema,
    closed: 'widens' | 'narrows',
  ): void {
    const open = rest === true || (isObject(rest) && Object.keys(rest).length === 0)
    if (rest === false || open) return this.note(code, path, open ? 'neutral' : closed, { name })
    this.note(code, path, 'neutral', { name })
    if (closed === 'widens') this.compare(rest, described, path)
    else this.compare(described, rest, path)
  }

  private compareOpenness(a: Keywords, b: Keywords, path: string): void {
    const [before, after] = [undescribed(a), undescribed(b)]
    if (before === after) return
    if (after === false) return this.note('objectClosed', path, 'narrows')
    if (before === false) return this.note('objectOpened', path, 'widens')
    this.compare(before, after, path + pointer('additionalProperties'))
  }

  private comparePatterns(a: Keywords, b: Keywords, path: string): void {
    const [before, after] = [schemaMap(a.patternProperties), schemaMap(b.patternProperties)]
    for (const pattern of new Set([...before.keys(), ...after.keys()])) {
      const here = path + pointer('patternProperties', pattern)
      const [one, other] = [before.get(pattern), after.get(pattern)]
      if (one !== undefined && other !== undefined) this.compare(one, other, here)
      else this.note('cannotBeJudged', here, 'unknown', { keyword: 'patternProperties' })
    }
  }

  private optional(keyword: string, a: Keywords, b: Keywords, path: string): void {
    if (a[keyword] !== undefined || b[keyword] !== undefined)
      this.compare(orAnything(a[keyword]), orAnything(b[keyword]), path + pointer(keyword))
  }

  private compareChoices(a: Keywords, b: Keywords, path: string): void {
    this.branches('allOf', a, b, path)
    this.branches('anyOf', a, b, path)
    this.exclusive(a, b, path)
    this.opaque(['not', 'if', 'then', 'else', 'dependentSchemas'], a, b, path)
  }

  /** All of `allOf` and any of `anyOf` grow and shrink with each of their branches, so pairs of branches prove something. */
  private branches(keyword: 'allOf' | 'anyOf', a: Keywords, b: Keywords, path: string): void {
    const here = path + pointer(keyword)
    const { gone, come } = this.unmatched(schemaList(a[keyword]), schemaList(b[keyword]))
    if (gone.length === come.length)
      return gone.forEach(({ schema }, at) => {
        const partner = come[at]
        if (partner) this.compare(schema, partner.schema, here + pointer(partner.at))
      })
    const fresh = schemaList(a[keyword]).length === 0
    const dropped = schemaList(b[keyword]).length === 0
    const more = keyword === 'anyOf' && !fresh && !dropped ? 'widens' : 'narrows'
    const fewer = more === 'widens' ? 'narrows' : 'widens'
    if (gone.length === 0) return this.note('choiceAdded', here, more, { keyword })
    if (come.length === 0) return this.note('choiceRemoved', here, fewer, { keyword })
    this.note('cannotBeJudged', here, 'unknown', { keyword })
  }

  /** Exactly one of several: a branch that allows more may make another one's messages match twice. */
  private exclusive(a: Keywords, b: Keywords, path: string): void {
    const { gone, come } = this.unmatched(schemaList(a.oneOf), schemaList(b.oneOf))
    if (gone.length > 0 || come.length > 0)
      this.note('cannotBeJudged', path + pointer('oneOf'), 'unknown', { keyword: 'oneOf' })
  }

  /** Branches without a counterpart that means the same. */
  private unmatched(before: readonly Schema[], after: readonly Schema[]) {
    const come = after.map((schema, at) => ({ schema, at }))
    const gone = before.flatMap((schema, at) => {
      const order = come.toSorted((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at))
      const match = order.find((candidate) => this.sameMeaning(schema, candidate.schema))
      if (match) come.splice(come.indexOf(match), 1)
      return match ? [] : [{ schema, at }]
    })
    return { gone, come }
  }

  private sameMeaning(one: Schema, other: Schema): boolean {
    const inner = new Comparison(this.before, this.after, this.fuel)
    inner.compare(one, other, '')
    return !this.exhausted && inner.changes.every(({ effect }) => effect === 'words')
  }

  /** Keywords whose every change is beyond judgement. */
  private opaque(names: readonly string[], a: Keywords, b: Keywords, path: string): void {
    for (const keyword of names) {
      if (same(a[keyword], b[keyword]) && !canonicalJson(a[keyword]).includes('"$ref"')) continue
      const [one, other] = [asSchema(a[keyword]), asSchema(b[keyword])]
      const equal =
        keyword === 'dependentSchemas'
          ? this.sameMaps(a[keyword], b[keyword])
          : one !== undefined && other !== undefined && this.sameMeaning(one, other)
      if (!equal) this.note('cannotBeJudged', path + pointer(keyword), 'unknown', { keyword })
    }
  }

  private sameMaps(one: unknown, other: unknown): boolean {
    const [before, after] = [schemaMap(one), schemaMap(other)]
    return (
      before.size === after.size &&
      [...before].every(([name, schema]) => {
        const partner = after.get(name)
        return partner !== undefined && this.sameMeaning(schema, partner)
      })
    )
  }
}

const typeText = (side: Keywords): string =>
  typeof side.type === 'string' ? side.type : textList(side.type).join(' | ') || '*'

/** What the properties must be that nothing describes. */
const undescribed = (side: Keywords): Schema => {
  const rest = orAnything(side.additionalProperties ?? side.unevaluatedProperties)
  return isObject(rest) && Object.keys(rest).length === 0 ? true : rest
}
