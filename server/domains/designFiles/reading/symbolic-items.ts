import { MAX_ITEM_LISTS } from './limits'
import { eachList } from './symbolic-lists'

/** A list with all that is in it. */
export type SymbolicItem = Readonly<{
  /** Its first atom. */
  name: string
  /** Its own atoms, the first one included. */
  atoms: readonly string[]
  lists: readonly SymbolicItem[]
}>

/** More than a pad names layers. */
const mostAtoms = 80

/**
 * Hands over what lies right below the outermost list of a KiCad file, one after another and whole: no more than one of
 * them is held at a time. What is not closed is left out. Ends early, with true, where one holds more than
 * `MAX_ITEM_LISTS`.
 */
export function eachItem(text: string, handle: (item: SymbolicItem) => void): boolean {
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
  )
  return isTooLarge
}

/** The first list of this name within another. */
export const listIn = (item: SymbolicItem, name: string): SymbolicItem | undefined =>
  item.lists.find((each) => each.name === name)

/** A number of a list; null where there is none. */
export function numberAt(item: SymbolicItem | undefined, index: number): number | null {
  const atom = item?.atoms[index]
  if (atom === undefined || atom === '') return null
  const value = Number(atom)
  return Number.isFinite(value) ? value : null
}

/** The number of `(name number)` within a list; null where there is none. */
export const numberIn = (item: SymbolicItem, name: string): number | null => numberAt(listIn(item, name), 1)
