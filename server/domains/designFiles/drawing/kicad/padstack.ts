import { listIn, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardLayers } from './board-layers'

/**
 * A pad or via as it is on one copper layer: KiCad 9 may give each its own shape and size, or the inner ones and the
 * bottom theirs.
 */
export function onCopper(item: SymbolicItem, layer: string, layers: BoardLayers): SymbolicItem {
  const stack = listIn(item, 'padstack')
  if (!stack) return item
  const isInner = layer !== layers.top && layer !== layers.bottom
  const own = stack.lists.find(
    ({ name, atoms: [, told] }) => name === 'layer' && (told === layer || (told === 'Inner' && isInner)),
  )
  // What a layer says comes before what is said of all.
  return own ? { ...own, atoms: item.atoms, behind: item } : item
}
