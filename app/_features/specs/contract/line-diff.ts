/** A line of one of two texts, or of both, with its number in each, from 1. */
export type DiffLine = Readonly<{
  kind: 'same' | 'added' | 'removed'
  text: string
  before: number | null
  after: number | null
}>

/** Pairs of lines that are compared at most; past that the middle counts as replaced as a whole. */
const mostPairs = 4_000_000
const cut = (text: string) => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))

/** What differs between two texts, line by line: the longest common run of lines stays, the rest goes and comes. */
export function diffLines(one: string, other: string): DiffLine[] {
  const [old, now] = [cut(one), cut(other)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end++
  const same = (text: string, before: number, after: number): DiffLine => ({ kind: 'same', text, before, after })
  return [
    ...old.slice(0, start).map((text, at) => same(text, at + 1, at + 1)),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end), start),
    ...old.slice(old.length - end).map((text, at) => same(text, old.length - end + at + 1, now.length - end + at + 1)),
  ]
}

function middle(old: readonly string[], now: readonly string[], offset: number): DiffLine[] {
  const gone = (at: number): DiffLine => ({
    kind: 'removed',
    text: old[at] ?? '',
    before: offset + at + 1,
    after: null,
  })
  const come = (at: number): DiffLine => ({ kind: 'added', text: now[at] ?? '', before: null, after: offset + at + 1 })
  const width = now.length + 1
  if (old.length * now.length > mostPairs) return [...old.map((_, at) => gone(at)), ...now.map((_, at) => come(at))]
  // Lengths of the longest common runs of what follows each pair.
  const runs = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      runs[i * width + j] =
        old[i] === now[j]
          ? (runs[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(runs[(i + 1) * width + j] ?? 0, runs[i * width + j + 1] ?? 0)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '', before: offset + i + 1, after: offset + j + 1 })
      i++
      j++
    } else if (
      i < old.length &&
      (j >= now.length || (runs[(i + 1) * width + j] ?? 0) >= (runs[i * width + j + 1] ?? 0))
    )
      lines.push(gone(i++))
    else lines.push(come(j++))
  }
  return lines
}

export type Stretch = Readonly<{ skipped: number }> | DiffLine
/** The lines that changed with a few around them; long runs of equal lines are counted instead. */
export function folded(lines: readonly DiffLine[], around = 3): Stretch[] {
  const near = new Uint8Array(lines.length)
  for (const [at, { kind }] of lines.entries())
    if (kind !== 'same') near.fill(1, Math.max(0, at - around), Math.min(lines.length, at + around + 1))
  const found: Stretch[] = []
  let skipped = 0
  for (const [at, line] of lines.entries()) {
    if (!near[at]) {
      skipped++
      continue
    }
    if (skipped > 0) found.push({ skipped })
    skipped = 0
    found.push(line)
  }
  return skipped > 0 ? [...found, { skipped }] : found
}
