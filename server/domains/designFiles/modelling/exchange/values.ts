import { Unreadable } from '../effort'

/** `#12`. */
export class Reference {
  constructor(readonly id: number) {}
}
/** `.T.`, without its dots. */
export class Enumeration {
  constructor(readonly name: string) {}
}
/** `LENGTH_MEASURE(25.4)`. */
export class Typed {
  constructor(
    readonly name: string,
    readonly values: readonly Value[],
  ) {}
}
/** A value of ISO 10303-21; null is one that is left open (`$`) or derived (`*`). */
export type Value = number | string | Reference | Enumeration | Typed | readonly Value[] | null

/** Values of one record. Those below throw `Unreadable` where there is another kind of value at the place. */
export type Values = readonly Value[]

export function numberAt(values: Values, at: number): number {
  const value = values[at]
  if (typeof value === 'number') return value
  if (value instanceof Typed && typeof value.values[0] === 'number') return value.values[0]
  throw new Unreadable('a number is missing')
}

export function referenceAt(values: Values, at: number): number {
  const value = values[at]
  if (value instanceof Reference) return value.id
  throw new Unreadable('a reference is missing')
}

export function listAt(values: Values, at: number): Values {
  const value = values[at]
  if (isList(value)) return value
  throw new Unreadable('a list is missing')
}

export const isList = (value: Value | undefined): value is Values => Array.isArray(value)

/** '' where the value is no text. */
export function textAt(values: Values, at: number): string {
  const value = values[at]
  return typeof value === 'string' ? value : ''
}

/** '' where the value is no enumeration. */
export function enumerationAt(values: Values, at: number): string {
  const value = values[at]
  return value instanceof Enumeration ? value.name : ''
}

/** A Boolean or logical: whatever is not false is true, as an unknown sense is the usual one. */
export const senseAt = (values: Values, at: number): boolean => enumerationAt(values, at) !== 'F'

export const references = (values: Values): number[] =>
  values.flatMap((value) => (value instanceof Reference ? [value.id] : []))

export const numbers = (values: Values): number[] => values.map((_, at) => numberAt(values, at))
