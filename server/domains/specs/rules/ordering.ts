/** Room between two neighbours, so that most moves touch nothing but what moves. */
export const positionGap = 1_024

export type Placed = Readonly<{ id: string; position: number }>

/** Positions of new rows at the end. */
export const positionsAfter = (last: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => last + positionGap * (index + 1))

/**
 * New positions that bring `moved`, in the order given, directly before `before` (null: to the end) in a list sorted by
 * position. Returns only rows whose position changes: the moved ones while the gap has room, else the whole list.
 */
export function placeBefore(list: readonly Placed[], moved: readonly string[], before: string | null): Placed[] {
  const moving = new Set(moved)
  const rest = list.filter(({ id }) => !moving.has(id))
  const target = before === null ? rest.length : rest.findIndex(({ id }) => id === before)
  const at = target < 0 ? rest.length : target
  const low = rest[at - 1]?.position ?? 0
  const high = rest[at]?.position ?? low + positionGap * (moved.length + 1)
  const step = Math.floor((high - low) / (moved.length + 1))
  if (step >= 1) return moved.map((id, index) => ({ id, position: low + step * (index + 1) }))
  const order = [...rest.slice(0, at).map(({ id }) => id), ...moved, ...rest.slice(at).map(({ id }) => id)]
  return order.map((id, index) => ({ id, position: positionGap * (index + 1) }))
}

/**
 * The whole list after rows were put in another order (null: left as it is) and new ones behind some of them (null: at
 * the beginning). What has no row stays behind the one it stood behind. `current` holds the new ones too, wherever.
 */
export function arranged(
  current: readonly string[],
  order: readonly string[] | null,
  behind: ReadonlyMap<string | null, readonly string[]>,
): string[] {
  const added = new Set([...behind.values()].flat())
  const present = new Set(current)
  const rows = (order ?? []).filter((id) => present.has(id) && !added.has(id))
  const listed = new Set(rows)
  const followers = new Map<string | null, string[]>()
  let last: string | null = null
  for (const id of current) {
    if (added.has(id)) continue
    if (order === null || listed.has(id)) last = id
    else followers.set(last, [...(followers.get(last) ?? []), id])
  }
  const kept = order === null ? current.filter((id) => !added.has(id)) : rows
  const known = new Set<string | null>([null, ...kept, ...[...followers.values()].flat()])
  const stray = [...behind].filter(([id]) => !known.has(id)).flatMap(([, ids]) => ids)
  const withNew = (id: string | null): string[] => [...(id === null ? [] : [id]), ...(behind.get(id) ?? [])]
  return [null, ...kept].flatMap((id) => [...withNew(id), ...(followers.get(id) ?? []).flatMap(withNew)]).concat(stray)
}

/** The rows that one stands between, and where they stand; null where it is the first or the last one. */
export type Neighbours = Readonly<{ behind: Placed | null; ahead: Placed | null }>
export type TakenOut = Placed & Neighbours

/**
 * Positions that put rows back where they stood, in a list sorted by position that others may have changed since: at
 * their old position while a neighbour stands at its own, else behind the one they stood behind, else before the one
 * they stood before. Returns the rows put back, and others only where the gap has no room.
 */
export function putBack(list: readonly Placed[], returning: readonly TakenOut[]): Placed[] {
  let order: readonly Placed[] = list
  for (const row of returning.toSorted((a, b) => a.position - b.position)) {
    const at = placeOf(order, row)
    const low = order[at - 1]?.position ?? 0
    const high = order[at]?.position ?? Math.max(low, row.position) + positionGap
    const own = row.position > low && row.position < high ? row.position : Math.floor((low + high) / 2)
    const grown = [...order.slice(0, at), { id: row.id, position: own }, ...order.slice(at)]
    const fits = own > low && own < high
    order = fits ? grown : grown.map(({ id }, index) => ({ id, position: positionGap * (index + 1) }))
  }
  const before = new Map(list.map(({ id, position }) => [id, position]))
  return order.filter(({ id, position }) => before.get(id) !== position)
}

function placeOf(order: readonly Placed[], { position, behind, ahead }: TakenOut): number {
  const larger = order.findIndex((row) => row.position > position)
  const byPosition = larger < 0 ? order.length : larger
  const found = (neighbour: Placed | null) => order.findIndex(({ id }) => id === neighbour?.id)
  const [low, high] = [found(behind), found(ahead)]
  const steady = (at: number, neighbour: Placed | null) => order[at]?.position === neighbour?.position
  if ((low >= 0 && steady(low, behind)) || (high >= 0 && steady(high, ahead))) return byPosition
  return low >= 0 ? low + 1 : high >= 0 ? high : byPosition
}
