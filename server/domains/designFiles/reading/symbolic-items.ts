import { MAX_ITEM_LISTS } from './limits'
import { eachList } from './symbolic-lists'

/** A list with all that is in it. */
export type SymbolicItem = Readonly<{
  /** Its first atom. */
  name: string
  /** Its own atoms, the first one included. */
  atoms: readonly string[]
  lists: readonly SymbolicItem[]
  /** What counts where this list has none of a name. */
  behind?: SymbolicItem
}>

/** More than a pad names layers. */
const mostAtoms = 80

/**
 * Hands over what lies right below the outermost list of a KiCad file, one after another and whole: no more than one of
 * them is held at a time. What is not closed is left out. Ends early, with true, where one holds more than
 * `MAX_ITEM_LISTS`. `longest`: characters kept of an atom.
 */
export function eachItem(text: string, handle: (item: SymbolicItem) => void, longest?: number): boolean {
  /** Lists that are closed and wait for the one around them, by their depth. */
  const waiting = new Map<number, SymbolicItem[]>()
  let held = 0
  let isTooLarge = false
  eachList(
    text,
    ({ around, atoms }) => {
      const depth = around.length
      if (depth === 0 || isTooLarge) return
      const lists = waiting.get(depth + 1) ?? []
      waiting.delete(depth + 1)
      const item = { name: atoms[0] ?? '', atoms: [...atoms], lists }
      if (depth === 1) {
        held = 0
        return handle(item)
      }
      isTooLarge = ++held > MAX_ITEM_LISTS
      const beside = waiting.get(depth)
      if (beside) beside.push(item)
      else waiting.set(depth, [item])
    },
    mostAtoms,
    longest,
  )
  return isTooLarge
}

/** Lists of an item by name, where there are many: thousands of pads ask their footprint. */
const indexes = new WeakMap<SymbolicItem, ReadonlyMap<string, SymbolicItem>>()
const many = 24

/** The first list of this name within another. */
export function listIn(item: SymbolicItem, name: string): SymbolicItem | undefined {
  const own = item.lists.length < many ? item.lists.find((each) => each.name === name) : indexOf(item).get(name)
  return own ?? (item.behind && listIn(item.behind, name))
}

function indexOf(item: SymbolicItem): ReadonlyMap<string, SymbolicItem> {
  const known = indexes.get(item)
  if (known) return known
  const index = new Map<string, SymbolicItem>()
  for (const each of item.lists) if (!index.has(each.name)) index.set(each.name, each)
  indexes.set(item, index)
  return index
}

/** A number of a list; null where there is none. */
export function numberAt(item: SymbolicItem | undefined, index: number): number | null {
  const atom = item?.atoms[index]
  if (atom === undefined || atom === '') return null
  const value = Number(atom)
  return Number.isFinite(value) ? value : null
}

/** The number of `(name number)` within a list; null where there is none. */
export const numberIn = (item: SymbolicItem, name: string): number | null => numberAt(listIn(item, name), 1)
