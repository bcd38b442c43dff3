/** What JSON has no word for and procedures send. */
type Kind = 'Date' | 'bigint' | 'undefined' | 'number'
type Notes = [Kind] | Readonly<Record<string, [Kind]>>
/** A value as it travels: JSON, and by path what JSON could not say. A path joins keys with dots. */
export type Sent = { json: unknown; meta?: { values?: Notes; v?: number } }

const escaped = (key: string) => key.replaceAll('\\', '\\\\').replaceAll('.', '\\.')
/** The keys of a path: those between dots that no backslash precedes. */
const keysOf = (path: string): string[] =>
  [...path.matchAll(/\\?[^]/gu)].reduce<string[]>(
    (keys, [part]) =>
      part === '.' ? [...keys, ''] : [...keys.slice(0, -1), `${keys.at(-1)}${part.replace(/^\\/, '')}`],
    [''],
  )

const isPlain = (value: object): value is Record<string, unknown> =>
  [Object.prototype, null].includes(Object.getPrototypeOf(value))

function serialize(value: unknown): Sent {
  const notes: [path: string | null, kind: Kind][] = []
  const pack = (part: unknown, path: string | null): unknown => {
    const noted = (kind: Kind, json: unknown) => {
      notes.push([path, kind])
      return json
    }
    const below = (key: string) => (path === null ? escaped(key) : `${path}.${escaped(key)}`)
    if (part === undefined) return noted('undefined', null)
    if (typeof part === 'bigint') return noted('bigint', String(part))
    if (typeof part === 'number' && Object.is(part, -0)) return noted('number', '-0')
    if (typeof part === 'number' && !Number.isFinite(part)) return noted('number', String(part))
    if (part instanceof Date) return noted('Date', part.toISOString())
    if (Array.isArray(part)) return part.map((each, index) => pack(each, below(String(index))))
    if (typeof part !== 'object' || part === null) return part
    if (!isPlain(part)) throw new TypeError('Only plain objects can be sent.')
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, pack(each, below(key))]))
  }
  const json = pack(value, null)
  const [whole] = notes
  if (!whole) return { json }
  const values: Notes =
    whole[0] === null ? [whole[1]] : Object.fromEntries(notes.map(([path, kind]) => [path ?? '', [kind]]))
  return { json, meta: { values, v: 1 } }
}

function revive(json: unknown, kind: Kind): unknown {
  if (kind === 'undefined') return undefined
  if (typeof json === 'string') {
    if (kind === 'Date') return new Date(json)
    if (kind === 'bigint') return BigInt(json)
    if (kind === 'number') return Number(json)
  }
  throw new TypeError('An answer holds what this page cannot read.')
}

/** Puts back what JSON could not say, into the very objects it is given. */
function deserialize({ json, meta }: Sent): unknown {
  const values = meta?.values
  if (values === undefined) return json
  if (Array.isArray(values)) return revive(json, values[0])
  for (const [path, [kind]] of Object.entries(values)) {
    const keys = keysOf(path)
    const last = keys.pop() ?? ''
    const holder = keys.reduce(own, json)
    const found = own(holder, last)
    Reflect.set(Object(holder), last, revive(found, kind))
  }
  return json
}

/** What an object holds itself: a path leads to nothing that objects inherit. */
function own(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) {
    throw new TypeError('An answer speaks of what it does not hold.')
  }
  return Reflect.get(holder, key)
}

/**
 * The browser's end of the line, in the format of the library the server speaks (superjson), for what our procedures
 * send: plain objects and lists, text, numbers, truth values, null, dates, big integers and undefined. Anything else is
 * refused, here and there.
 */
export const wire = { serialize, deserialize }
