import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import { canonicalJson } from '@/server/kernel/canonical-json'

type Part = Readonly<{ kind: 'version' | 'identity' | 'ota' }> | Readonly<{ kind: 'transport' | 'channel'; id: string }>
export type Side = 'mine' | 'theirs'
/** A part that both changed, each in another way; null where it was taken out. */
export type Clash = Readonly<{ name: string; part: Part; before: unknown; mine: unknown; theirs: unknown }>

const same = (one: unknown, other: unknown) => canonicalJson(one ?? null) === canonicalJson(other ?? null)
const nameOf = (part: Part) => ('id' in part ? `${part.kind} ${part.id}` : part.kind)

/**
 * Two versions of a contract that grew from one: what only one side changed is taken over, what both changed differently
 * is a clash, settled by `choices` (by name of the clash; mine where none is made). Items are the same by their names.
 */
export function mergeContracts(
  base: CloudContract | null,
  mine: CloudContract,
  theirs: CloudContract,
  choices: Readonly<Record<string, Side>> = {},
): { merged: CloudContract; clashes: readonly Clash[] } {
  const clashes: Clash[] = []
  function choose<T>(part: Part, before: T | undefined, own: T, other: T): T {
    if (same(own, other) || same(before, other)) return own
    if (same(before, own)) return other
    const both = part.kind === 'channel' ? mergeFields(before, own, other) : undefined
    if (both) return both
    const name = nameOf(part)
    clashes.push({ name, part, before: before ?? null, mine: own ?? null, theirs: other ?? null })
    return choices[name] === 'theirs' ? other : own
  }
  function list<T extends Readonly<{ id: string }>>(
    kind: 'transport' | 'channel',
    before: readonly T[],
    own: readonly T[],
    other: readonly T[],
  ): T[] {
    const find = (items: readonly T[], id: string) => items.find((item) => item.id === id)
    // In my order, what only they have behind it, unless I changed nothing of the order.
    const order = same(
      before.map(({ id }) => id),
      own.map(({ id }) => id),
    )
      ? [...other, ...own]
      : [...own, ...other]
    return [...new Set(order.map(({ id }) => id))].flatMap(
      (id) => choose<T | undefined>({ kind, id }, find(before, id), find(own, id), find(other, id)) ?? [],
    )
  }
  const merged = {
    version: choose({ kind: 'version' }, base?.version, mine.version, theirs.version),
    transports: list('transport', base?.transports ?? [], mine.transports, theirs.transports),
    channels: list('channel', base?.channels ?? [], mine.channels, theirs.channels),
    identity: choose({ kind: 'identity' }, base?.identity, mine.identity, theirs.identity),
    ota: choose({ kind: 'ota' }, base?.ota, mine.ota, theirs.ota),
  }
  return { merged, clashes }
}

/** Two changes of one item that touch different fields of it, together; undefined where they meet in one. */
function mergeFields<T>(before: T | undefined, own: T, other: T): T | undefined {
  if (!before || !own || !other) return undefined
  const fields = (value: T) => new Map(Object.entries(value as object))
  const [was, mine, theirs] = [fields(before), fields(own), fields(other)]
  const changed = [...theirs].filter(([name, value]) => !same(was.get(name), value))
  const meets = changed.some(([name, value]) => !same(mine.get(name), was.get(name)) && !same(mine.get(name), value))
  return meets ? undefined : { ...own, ...Object.fromEntries(changed) }
}

/** A part as lines to lay side by side: schemas as they were written, the rest as JSON. */
export function linesOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  const schema =
    typeof value === 'object' && 'payload' in value && typeof value.payload === 'object' ? value.payload : null
  if (!schema || !('schema' in schema) || typeof schema.schema !== 'string') return JSON.stringify(value, null, 2)
  const { schema: text, ...payload } = schema
  return `${JSON.stringify({ ...value, payload }, null, 2)}\n\n${text}`
}
