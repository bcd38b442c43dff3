/** A stretch of text that stands in both versions, or in one of them. */
export type DiffPart = Readonly<{ kind: 'same' | 'removed' | 'added'; text: string }>

/** Words of alphabets and whole numbers stay together; Chinese, which has no spaces, goes character by character. */
const token = /\p{Script=Han}|\d+(?:[.,]\d+)*|(?:(?!\p{Script=Han}|\d)[\p{L}\p{M}_])+|\s+|[^]/gu
const tokensOf = (text: string): string[] => text.match(token) ?? []

/** Beyond this many comparisons a text was rewritten rather than edited, and its middle is shown as replaced whole. */
const mostComparisons = 1_500_000

/**
 * What was removed from a text and what was added, in reading order, as few words as explain the new text. Removed and
 * same parts in a row give the old text, added and same ones the new.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [old, now] = [tokensOf(before), tokensOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  const rest = Math.min(old.length, now.length) - start
  while (end < rest && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  return join([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ])
}

/** Longest common subsequence by the usual table. */
function middle(old: readonly string[], now: readonly string[]): DiffPart[] {
  if (old.length * now.length > mostComparisons) return [removed(old.join('')), added(now.join(''))]
  const width = now.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number): number => common[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      common[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const parts: DiffPart[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [gone, come] = [old[row] ?? '', now[column] ?? '']
    if (row < old.length && column < now.length && gone === come) {
      parts.push({ kind: 'same', text: gone })
      row++
      column++
    } else if (column >= now.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) {
      parts.push(removed(gone))
      row++
    } else {
      parts.push(added(come))
      column++
    }
  }
  return parts
}
const removed = (text: string): DiffPart => ({ kind: 'removed', text })
const added = (text: string): DiffPart => ({ kind: 'added', text })

/** Space and punctuation between two changes belong to them: a reader takes in one change, not crumbs. */
const isCrumb = ({ kind, text }: DiffPart): boolean => kind === 'same' && /^[\s\p{P}]{1,2}$/u.test(text)

/** Neighbours of one kind as one part; in each change what was removed comes first. */
function join(parts: readonly DiffPart[]): DiffPart[] {
  const whole = merge(parts)
  const found: DiffPart[] = []
  let [gone, come] = ['', '']
  const close = () => {
    if (gone !== '') found.push(removed(gone))
    if (come !== '') found.push(added(come))
    gone = come = ''
  }
  whole.forEach((part, index) => {
    const inside = gone !== '' || come !== ''
    const crumb = inside && isCrumb(part) && (whole[index + 1]?.kind ?? 'same') !== 'same'
    if (part.kind === 'removed' || crumb) gone += part.text
    if (part.kind === 'added' || crumb) come += part.text
    if (part.kind === 'same' && !crumb) {
      close()
      found.push(part)
    }
  })
  close()
  return merge(found)
}

function merge(parts: readonly DiffPart[]): DiffPart[] {
  const merged: DiffPart[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (part.text === '') continue
    if (last?.kind === part.kind) merged[merged.length - 1] = { kind: part.kind, text: last.text + part.text }
    else merged.push(part)
  }
  return merged
}
