import { freshFuel, type Change, type ChangeCode, type Effect, type Fuel, type Params } from './changes'
import { pointer } from './contract'
import { isReserved, type ProtoEnum, type ProtoField, type ProtoFile, type ProtoMessage } from './protobuf'

/**
 * What changed between two protobuf messages, judged by what stands on the wire: numbers count, names do not (Protocol
 * Buffers, Updating A Message Type). Narrower than the wire allows where a value would be cut: an int64 read as int32
 * parses, and says something else. Never throws.
 */
export function protobufChanges(
  before: Readonly<{ file: ProtoFile; message: string }>,
  after: Readonly<{ file: ProtoFile; message: string }>,
  fuel = freshFuel(),
): readonly Change[] {
  const comparison = new Comparison(before.file, after.file, fuel)
  comparison.messages(before.message, after.message, '')
  comparison.drain()
  if (fuel.left <= 0) comparison.note('cannotBeJudged', '', 'unknown', { keyword: before.message })
  if (before.file.version !== after.file.version)
    comparison.note('protoVersion', '', 'neutral', { before: before.file.version, after: after.file.version })
  if (comparison.changes.length === 0 && before.file.text !== after.file.text)
    comparison.note('wordsChanged', '', 'words')
  return comparison.changes
}

class Comparison {
  readonly changes: Change[] = []
  private readonly seen = new Set<string>()
  private readonly waiting: (() => void)[] = []
  constructor(
    private readonly before: ProtoFile,
    private readonly after: ProtoFile,
    private readonly fuel: Fuel,
  ) {}

  note(code: ChangeCode, path: string, effect: Effect, params: Params = {}): void {
    this.changes.push({ code, path, effect, params })
  }

  /** Messages that others hold are compared one after another, not inside each other: chains of them may be long. */
  drain(): void {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) next()
  }

  messages(one: string, other: string, path: string): void {
    const pair = `${one} ${other}`
    const [a, b] = [this.before.messages.get(one), this.after.messages.get(other)]
    if (this.seen.has(pair) || !a || !b || this.fuel.left-- <= 0) return
    this.seen.add(pair)
    if (one !== other) this.note('messageRenamed', path, 'neutral', { before: one, after: other })
    this.waiting.push(() => this.fields(new Pair(a, b), path))
  }

  private fields(pair: Pair, path: string): void {
    const { a, b } = pair
    for (const number of new Set([...a.fields.keys(), ...b.fields.keys()])) {
      const [one, other] = [a.fields.get(number), b.fields.get(number)]
      if (one && other) this.field(one, other, pair, path + pointer(other.name))
      else if (other) this.added(other, pair, path + pointer(other.name))
      else if (one) this.removed(one, pair, path + pointer(one.name))
    }
  }

  private added(field: ProtoField, { a, named, grows }: Pair, path: string): void {
    const { name, number } = field
    if (isReserved(a.reserved, number)) return this.note('reservedUsed', path, 'both', { name, number })
    if (named.before.has(name)) return
    this.note('fieldAdded', path, field.label === 'required' ? 'narrows' : 'neutral', { name, number })
    if (field.oneof !== null && grows.has(field.oneof))
      this.note('oneofGrown', path, 'widens', { name, oneof: field.oneof })
  }

  private removed(field: ProtoField, { b, named }: Pair, path: string): void {
    const { name, number } = field
    const moved = named.after.get(name)
    if (moved) return this.note('fieldRenumbered', path, 'both', { name, before: number, after: moved.number })
    if (!isReserved(b.reserved, number)) return this.note('fieldRemovedUnreserved', path, 'both', { name, number })
    this.note('fieldRemoved', path, field.label === 'required' ? 'widens' : 'neutral', { name, number })
  }

  private field(one: ProtoField, other: ProtoField, pair: Pair, path: string): void {
    const { number } = one
    if (one.name !== other.name) {
      const params = { number, before: one.name, after: other.name }
      const elsewhere = pair.named.after.has(one.name) || pair.named.before.has(other.name)
      if (elsewhere || typeEffect(one, other) === 'both') return this.note('numberReused', path, 'both', params)
      this.note('fieldRenamed', path, 'neutral', params)
    }
    this.label(one, other, path)
    this.oneofs(one, other, pair, path)
    this.types(one, other, path)
    if (one.defaultValue !== other.defaultValue)
      this.note('defaultChanged', path, 'both', { before: one.defaultValue, after: other.defaultValue })
  }

  private label(one: ProtoField, other: ProtoField, path: string): void {
    const [before, after, params] = [one.label, other.label, { name: other.name }]
    if (before === after) {
      if (one.keyType !== other.keyType) this.note('fieldMap', path, 'both', params)
      return
    }
    if (before === 'map' || after === 'map') return this.note('fieldMap', path, 'both', params)
    if (after === 'repeated') this.note('fieldNowRepeated', path, 'widens', params)
    if (before === 'repeated') this.note('fieldNowSingular', path, 'narrows', params)
    if (after === 'required') this.note('fieldNowRequired', path, 'narrows', params)
    if (before === 'required') this.note('fieldNoLongerRequired', path, 'widens', params)
  }

  /** Of several set fields of a oneof a reader keeps the last: who is inside one with whom decides what is lost. */
  private oneofs(one: ProtoField, other: ProtoField, pair: Pair, path: string): void {
    const [entered, left] = pair.company(one, other)
    const params = { name: other.name, oneof: other.oneof ?? one.oneof ?? '' }
    if (entered && left) this.note('oneofMoved', path, 'both', params)
    else if (entered) this.note('oneofEntered', path, 'narrows', params)
    else if (left) this.note('oneofLeft', path, 'widens', params)
  }

  private types(one: ProtoField, other: ProtoField, path: string): void {
    const effect = typeEffect(one, other)
    const params = { name: other.name, before: one.type, after: other.type }
    if (effect === 'both') return this.note('fieldTypeChanged', path, 'both', params)
    if (effect === 'widens') this.note('fieldTypeWidened', path, 'widens', params)
    if (effect === 'narrows') this.note('fieldTypeNarrowed', path, 'narrows', params)
    if (one.kind === 'message' || one.kind === 'group') return this.messages(one.type, other.type, path)
    if (one.kind !== 'enum' || other.kind !== 'enum') return
    const [before, after] = [this.before.enums.get(one.type), this.after.enums.get(other.type)]
    if (before && after) this.enums(before, after)
  }

  private enums(a: ProtoEnum, b: ProtoEnum): void {
    const pair = `enum ${a.name} ${b.name}`
    if (this.seen.has(pair)) return
    this.seen.add(pair)
    const path = pointer(b.name)
    for (const number of new Set([...a.values.keys(), ...b.values.keys()])) {
      const [before, after] = [a.values.get(number), b.values.get(number)].map((names) => names?.join(', '))
      if (before === after) continue
      if (before === undefined) this.note('enumValueAdded', path, 'widens', { name: after ?? '', number })
      else if (after === undefined) this.note('enumValueRemoved', path, 'narrows', { name: before, number })
      else this.note('enumValueRenamed', path, 'neutral', { number, before, after })
    }
  }
}

/** Two messages under comparison, with what would else be looked for field by field. */
class Pair {
  readonly named: Readonly<Record<'before' | 'after', ReadonlyMap<string, ProtoField>>>
  /** Oneofs that old readers know: where a new member is set, they find none of those they know. */
  readonly grows: ReadonlySet<string>
  /** How many fields of both messages stand in a oneof before, after, and in both. */
  private readonly counts = new Map<string, number>()
  constructor(
    readonly a: ProtoMessage,
    readonly b: ProtoMessage,
  ) {
    const byName = ({ fields }: ProtoMessage) => new Map([...fields.values()].map((field) => [field.name, field]))
    this.named = { before: byName(a), after: byName(b) }
    this.grows = new Set([...a.fields.values()].flatMap(({ oneof }) => oneof ?? []))
    for (const one of a.fields.values()) {
      const other = b.fields.get(one.number)
      for (const key of other ? keysOf(one, other) : []) this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
    }
  }

  /** Whether a field shares its oneof with known fields that it did not share one with before, and the reverse. */
  company(one: ProtoField, other: ProtoField): readonly [entered: boolean, left: boolean] {
    const [before = 0, after = 0, both = 0] = keysOf(one, other).map((key) => this.counts.get(key))
    const together = one.oneof === null || other.oneof === null ? 1 : both
    return [other.oneof !== null && after > together, one.oneof !== null && before > together]
  }
}
const keysOf = (one: ProtoField, other: ProtoField): readonly string[] => [
  `before ${one.oneof}`,
  `after ${other.oneof}`,
  `both ${one.oneof} ${other.oneof}`,
]

/** What varint types hold, as powers of two with sign. A bool is 0 or 1; an enum travels as int32. */
const varints: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  bool: [0n, 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  enum: [-(2n ** 31n), 2n ** 31n - 1n],
}
/** Pairs of one encoding where the second holds all that the first does, and more. */
const wider: readonly (readonly [string, string])[] = [
  ['sint32', 'sint64'],
  ['string', 'bytes'],
]

/** The effect of reading one type as another: `both` where the wire tells them apart or values would be misread. */
function typeEffect(one: ProtoField, other: ProtoField): Effect {
  if (one.kind !== other.kind && ![one.kind, other.kind].every((kind) => kind === 'scalar' || kind === 'enum'))
    return 'both'
  if (one.kind === 'message' || one.kind === 'group' || (one.kind === 'enum' && other.kind === 'enum')) return 'neutral'
  const [before, after] = [one, other].map(({ kind, type }) => (kind === 'enum' ? 'enum' : type)) as [string, string]
  if (before === after) return 'neutral'
  const [holds, held] = [varints[after], varints[before]]
  if (holds && held) {
    if (before === 'enum' && after === 'int32') return 'widens'
    if (before === 'int32' && after === 'enum') return 'narrows'
    if (holds[0] <= held[0] && holds[1] >= held[1]) return 'widens'
    return held[0] <= holds[0] && held[1] >= holds[1] ? 'narrows' : 'both'
  }
  if (wider.some(([small, large]) => small === before && large === after)) return 'widens'
  return wider.some(([small, large]) => small === after && large === before) ? 'narrows' : 'both'
}
