type Placed = Readonly<{ position: number; parentPosition: number | null; level: number | null }>

/** Each line with the level a reader needs to find its parent again: that of the nearest line above with a smaller one. */
export type Levelled<T> = Readonly<{ line: T; level: number | null }>

/**
 * Lines as a column of levels can tell their structure: in their order where that does, else every line below its
 * parent. Lines must be in the order of their positions.
 */
export function outlined<T extends Placed>(lines: readonly T[]): Levelled<T>[] {
  if (lines.every(({ parentPosition }) => parentPosition === null))
    return lines.map((line) => ({ line, level: line.level }))
  const own = lines.map((line) => ({ line, level: line.level }))
  return tellsParents(own) ? own : inTreeOrder(lines)
}

function tellsParents(lines: readonly Levelled<Placed>[]): boolean {
  const stack: { level: number; position: number }[] = []
  for (const { line, level } of lines) {
    if (level === null) return false
    while (stack.length > 0 && (stack.at(-1)?.level ?? 0) >= level) stack.pop()
    if ((stack.at(-1)?.position ?? null) !== line.parentPosition) return false
    stack.push({ level, position: line.position })
  }
  return true
}

function inTreeOrder<T extends Placed>(lines: readonly T[]): Levelled<T>[] {
  const known = new Set(lines.map(({ position }) => position))
  const below = new Map<number | null, T[]>()
  for (const line of lines) {
    const parent = line.parentPosition !== null && known.has(line.parentPosition) ? line.parentPosition : null
    const others = below.get(parent)
    if (others) others.push(line)
    else below.set(parent, [line])
  }
  const top = Math.min(1, ...(below.get(null) ?? []).map(({ level }) => level ?? 1))
  const out: Levelled<T>[] = []
  const written = new Set<number>()
  const stack = (below.get(null) ?? []).map((line) => ({ line, level: top })).toReversed()
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { line, level } = next
    if (written.has(line.position)) continue
    written.add(line.position)
    out.push(next)
    for (const child of (below.get(line.position) ?? []).toReversed()) stack.push({ line: child, level: level + 1 })
  }
  // A line that hangs below itself has no place in a tree; it is not lost for that.
  return [...out, ...lines.filter(({ position }) => !written.has(position)).map((line) => ({ line, level: top }))]
}
