/** A stretch of text that stayed, went or came. */
export type DiffPart = Readonly<{ kind: 'same' | 'gone' | 'new'; text: string }>

/** Words of Latin script and figures whole, every Han character and mark by itself, spaces kept. */
const pieces = (text: string): string[] => text.match(/[\p{Script=Latin}\p{M}]+|\d+(?:[.,]\d+)*|\s+|[\s\S]/gu) ?? []
/** Beyond this many comparisons the middle is shown as replaced whole. */
const most = 1_500_000

/** What changed from one text to the other, word by word (longest common subsequence between equal ends). */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [pieces(before), pieces(after)]
  let [start, endA, endB] = [0, a.length, b.length]
  while (start < endA && start < endB && a[start] === b[start]) start++
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  return merged([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle(a.slice(start, endA), b.slice(start, endB)),
    { kind: 'same', text: a.slice(endA).join('') },
  ])
}

function middle(a: readonly string[], b: readonly string[]): DiffPart[] {
  if (a.length * b.length > most) {
    return [
      { kind: 'gone', text: a.join('') },
      { kind: 'new', text: b.join('') },
    ]
  }
  const width = b.length + 1
  // lengths[i * width + j]: longest common subsequence of a from i and b from j.
  const lengths = new Uint32Array((a.length + 1) * width)
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1))
    }
  }
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [gone, come] = [a[i], b[j]]
    if (gone !== undefined && gone === come) {
      parts.push({ kind: 'same', text: gone })
      i++
      j++
    } else if (gone !== undefined && (come === undefined || length(i + 1, j) >= length(i, j + 1))) {
      parts.push({ kind: 'gone', text: gone })
      i++
    } else if (come !== undefined) {
      parts.push({ kind: 'new', text: come })
      j++
    }
  }
  return parts
}

function merged(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.text === '') continue
    if (last?.kind === part.kind) joined[joined.length - 1] = { kind: part.kind, text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}
