/** Where a line stands: in which order, and under which other line. */
export type Placed = Readonly<{ id: string; parentId: string | null; level: number | null }>

/** Lines below each line, itself included. A parent may stand behind its children. */
export function subtreeOf(outline: readonly Placed[], id: string): ReadonlySet<string> {
  const children = new Map<string, string[]>()
  for (const line of outline)
    if (line.parentId !== null) children.set(line.parentId, [...(children.get(line.parentId) ?? []), line.id])
  const found = new Set([id])
  // A set is walked in the order of insertion, what is added on the way included.
  for (const each of found) for (const child of children.get(each) ?? []) found.add(child)
  return found
}

/** Behind `id` and everything below it. */
const indexBehind = (outline: readonly Placed[], id: string): number => {
  const below = subtreeOf(outline, id)
  return outline.findLastIndex((line) => below.has(line.id)) + 1
}

/** Where a line is to stand. `target` null means the end of the list. */
export type Place = Readonly<{ at: 'before' | 'after' | 'under'; target: string | null }>

type Spot = Readonly<{ index: number; parentId: string | null; level: number | null }>

function spotOf(outline: readonly Placed[], { at, target }: Place): Spot | null {
  if (target === null) return { index: outline.length, parentId: null, level: outline[0]?.level ?? null }
  const found = outline.find(({ id }) => id === target)
  if (!found) return null
  if (at === 'under') return { index: indexBehind(outline, target), parentId: target, level: (found.level ?? 1) + 1 }
  const index = at === 'before' ? outline.indexOf(found) : indexBehind(outline, target)
  return { index, parentId: found.parentId, level: found.level }
}

/** The outline with new lines at a place; null where the place is not in it. A flat list becomes a tree when needed. */
export function insertLines(outline: readonly Placed[], ids: readonly string[], place: Place): Placed[] | null {
  const spot = spotOf(outline, place)
  if (!spot) return null
  const { index, parentId, level } = spot
  const added = ids.map((id) => ({ id, parentId, level }))
  return levelled([...outline.slice(0, index), ...added, ...outline.slice(index)])
}

/** Moves a line with everything below it; null where the place is not in the outline or lies below the line itself. */
export function moveLine(outline: readonly Placed[], id: string, place: Place): Placed[] | null {
  const root = outline.find((line) => line.id === id)
  const below = subtreeOf(outline, id)
  if (!root || (place.target !== null && below.has(place.target))) return null
  const rest = outline.filter((line) => !below.has(line.id))
  const spot = spotOf(rest, place)
  if (!spot) return null
  const shift = (spot.level ?? 0) - (root.level ?? 0)
  const moved = outline
    .filter((line) => below.has(line.id))
    .map((line) => ({
      ...line,
      level: spot.level === null ? line.level : (line.level ?? 0) + shift,
      ...(line.id === id && { parentId: spot.parentId, level: spot.level }),
    }))
  return levelled([...rest.slice(0, spot.index), ...moved, ...rest.slice(spot.index)])
}

/** Without some lines and everything below them. */
export function removeLines(outline: readonly Placed[], ids: readonly string[]): { kept: Placed[]; gone: string[] } {
  const gone = new Set(ids.flatMap((id) => [...subtreeOf(outline, id)]))
  return {
    kept: outline.filter(({ id }) => !gone.has(id)),
    gone: outline.filter(({ id }) => gone.has(id)).map(({ id }) => id),
  }
}

/** Once a list has levels, every line has one: those without stand on the first. */
function levelled(outline: Placed[]): Placed[] {
  const isTree = outline.some(({ parentId }) => parentId !== null)
  return isTree ? outline.map((line) => (line.level === null ? { ...line, level: 1 } : line)) : outline
}
