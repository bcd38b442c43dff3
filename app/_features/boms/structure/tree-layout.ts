/** A row that is open: how many rows are directly below it, and which of those are open in turn, by their place. */
export type Branch = Readonly<{ id: string; count: number; open: Readonly<Record<number, Branch>> }>

/** A row of the tree as it is laid out: the ids above it, outermost first, and its place among its siblings. */
export type Place = Readonly<{ path: readonly string[]; at: number }>

export const rootBranch = (count: number): Branch => ({ id: '', count, open: {} })

const openPlaces = ({ open }: Branch): [at: number, branch: Branch][] =>
  Object.entries(open)
    .map(([at, branch]): [number, Branch] => [Number(at), branch])
    .toSorted(([a], [b]) => a - b)

/** Rows in all, with those below open rows. */
export const lengthOf = (branch: Branch): number =>
  openPlaces(branch).reduce((sum, [, below]) => sum + lengthOf(below), branch.count)

/** What stands in a row of the list; null past its end. */
export function placeAt(branch: Branch, index: number, path: readonly string[] = []): Place | null {
  let passed = 0
  for (const [at, below] of openPlaces(branch)) {
    if (index <= at + passed) break
    const length = lengthOf(below)
    if (index <= at + passed + length) return placeAt(below, index - at - passed - 1, [...path, below.id])
    passed += length
  }
  const at = index - passed
  return at >= 0 && at < branch.count ? { path, at } : null
}

/** The row of the list in which a place stands. */
export function indexOf(branch: Branch, { path, at }: Place): number {
  const [next, ...rest] = path
  const before = (place: number) =>
    openPlaces(branch).reduce((sum, [open, below]) => (open < place ? sum + lengthOf(below) : sum), place)
  if (next === undefined) return before(at)
  const found = openPlaces(branch).find(([, { id }]) => id === next)
  if (!found) return -1
  return before(found[0]) + 1 + indexOf(found[1], { path: rest, at })
}

export const isOpen = (branch: Branch, place: Place): boolean =>
  branchAt(branch, place.path)?.open[place.at] !== undefined

/** The tree with one row opened onto the rows below it, or closed. */
export function toggled(branch: Branch, { path, at }: Place, row: Readonly<{ id: string; count: number }>): Branch {
  const [next, ...rest] = path
  if (next === undefined) {
    const { [at]: shown, ...others } = branch.open
    return { ...branch, open: shown ? others : { ...branch.open, [at]: { ...row, open: {} } } }
  }
  return {
    ...branch,
    open: Object.fromEntries(
      Object.entries(branch.open).map(([place, below]) => [
        place,
        below.id === next ? toggled(below, { path: rest, at }, row) : below,
      ]),
    ),
  }
}

function branchAt(branch: Branch, path: readonly string[]): Branch | undefined {
  const [next, ...rest] = path
  if (next === undefined) return branch
  const below = Object.values(branch.open).find(({ id }) => id === next)
  return below && branchAt(below, rest)
}
