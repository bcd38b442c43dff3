import type { DrawnLayer, Points } from '../drawing/drawing'

/** Ends of lines that lie this close, in micrometres, are meant to meet. */
const gap = 60

/**
 * The closed contours an outline is drawn with: its lines are joined where their ends meet, in whatever order and
 * direction they were drawn. Lines that do not close are left out.
 */
export function outlineLoops({ passes }: Pick<DrawnLayer, 'passes'>): Points[] {
  const loops: Points[] = []
  const open: number[][] = []
  for (const { dark, lines, areas } of passes) {
    if (!dark) continue
    loops.push(...areas)
    for (const { ways } of lines)
      for (const way of ways) {
        if (closes(way)) loops.push(way)
        else if (way.length >= 4) open.push([...way])
      }
  }
  while (open.length > 0) {
    const chain = open.pop() ?? []
    while (!closes(chain)) {
      const next = open.findIndex((way) => meets(chain, way, 'start') || meets(chain, way, 'end'))
      const [way] = next < 0 ? [] : open.splice(next, 1)
      if (!way) break
      const on = meets(chain, way, 'start') ? way : backwards(way)
      chain.push(...on.slice(2))
    }
    if (closes(chain)) loops.push(chain)
  }
  return loops
}

const near = (ax = 0, ay = 0, bx = 0, by = 0): boolean => Math.hypot(ax - bx, ay - by) <= gap

const closes = (way: Points): boolean => way.length >= 8 && near(way[0], way[1], way.at(-2), way.at(-1))

const meets = (chain: Points, way: Points, end: 'start' | 'end'): boolean =>
  end === 'start'
    ? near(chain.at(-2), chain.at(-1), way[0], way[1])
    : near(chain.at(-2), chain.at(-1), way.at(-2), way.at(-1))

function backwards(way: Points): number[] {
  const turned: number[] = []
  for (let at = way.length - 2; at >= 0; at -= 2) turned.push(way[at] ?? 0, way[at + 1] ?? 0)
  return turned
}
