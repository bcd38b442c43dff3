import superjson from 'superjson'

/** Keys that superjson refuses, so that it gets to. */
const refused: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
const deepest = 64

/** Whether JSON says all of a value: text, usual numbers, truth values, null, and lists and plain objects of them. */
function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== 'object' || depth > deepest) return false
  if (Array.isArray(value)) return value.every((each) => isJson(each, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  for (const key in value) if (refused.has(key) || !isJson(Reflect.get(value, key), depth + 1)) return false
  return true
}

/**
 * How answers travel: as superjson writes them. What is plain JSON already is neither copied nor noted, which for the
 * thousands of rows of a BOM takes longer than to find them.
 */
export const transformer = {
  serialize: (value: unknown): ReturnType<typeof superjson.serialize> =>
    isJson(value) ? { json: value as never } : superjson.serialize(value),
  deserialize: (sent: Parameters<typeof superjson.deserialize>[0]): unknown => superjson.deserialize(sent),
}
