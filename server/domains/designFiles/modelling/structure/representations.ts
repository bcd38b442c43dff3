import type { ExchangeFile } from '../exchange/exchange-file'
import { isList, Reference, references, type Values } from '../exchange/values'
import { unitsOf, type Units } from './units'

/** A shape: its items, in its own units. */
export type Representation = Readonly<{ id: number; items: readonly number[]; units: Units }>

/** Shapes of the file by their numbers. Throws `TooMuchModel`. */
export function representationsOf(file: ExchangeFile): Map<number, Representation> {
  const shapes = new Map<number, Representation>()
  const units = new Map<number, Units>()
  const names = file.index.named(/(^|_)SHAPE_REPRESENTATION$/).filter((name) => !/^CONTEXT_DEPENDENT_/.test(name))
  for (const name of names)
    for (const instance of file.all(name)) {
      if (shapes.has(instance.id)) continue
      const values: Values = instance.is('REPRESENTATION') ? instance.values('REPRESENTATION') : instance.values(name)
      const [, items, context] = values
      const contextId = context instanceof Reference ? context.id : 0
      const own = units.get(contextId) ?? unitsOf(file, contextId)
      units.set(contextId, own)
      shapes.set(instance.id, { id: instance.id, items: isList(items) ? references(items) : [], units: own })
    }
  return shapes
}
