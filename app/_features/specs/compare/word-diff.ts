/** A stretch of text that stands in both versions, or in one of them. */
export type Piece = Readonly<{ kind: 'same' | 'removed' | 'added'; text: string }>

/** Words of alphabets and whole numbers stay together; Chinese, which has no spaces, goes character by character. */
const token = /\p{Script=Han}|\d+(?:[.,]\d+)*|(?:(?!\p{Script=Han}|\d)[\p{L}\p{M}_])+|\s+|[^]/gu
const tokensOf = (text: string): string[] => text.match(token) ?? []

/** Beyond this many comparisons a text was rewritten rather than edited, and is shown as a whole. */
const mostComparisons = 1_500_000

/**
 * What was removed from a text and what was added, in reading order, as few words as explain the new text. Removed and
 * same pieces in a row give the old text, added and same ones the new.
 */
export function diffWords(from: string, to: string): Piece[] {
  if (from === to) return from === '' ? [] : [{ kind: 'same', text: from }]
  const [old, now] = [tokensOf(from), tokensOf(to)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  const rest = Math.min(old.length, now.length) - start
  while (end < rest && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  const middle = compare(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return join([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ])
}

/** Longest common subsequence by the usual table. */
function compare(old: readonly string[], now: readonly string[]): Piece[] {
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
  const pieces: Piece[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [gone, come] = [old[row] ?? '', now[column] ?? '']
    if (row < old.length && column < now.length && gone === come) {
      pieces.push({ kind: 'same', text: gone })
      row++
      column++
    } else if (column >= now.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) {
      pieces.push(removed(gone))
      row++
    } else {
      pieces.push(added(come))
      column++
    }
  }
  return pieces
}
const removed = (text: string): Piece => ({ kind: 'removed', text })
const added = (text: string): Piece => ({ kind: 'added', text })

/** Space and punctuation between two changes belong to them: a reader takes in one change, not crumbs. */
const isCrumb = ({ kind, text }: Piece): boolean => kind === 'same' && /^[\s\p{P}]{1,2}$/u.test(text)

/** Neighbours of one kind as one piece; in each change what was removed comes first. */
function join(pieces: readonly Piece[]): Piece[] {
  const whole = merge(pieces)
  const found: Piece[] = []
  let [gone, come] = ['', '']
  const close = () => {
    if (gone !== '') found.push(removed(gone))
    if (come !== '') found.push(added(come))
    gone = come = ''
  }
  whole.forEach((piece, index) => {
    const inside = gone !== '' || come !== ''
    const crumb = inside && isCrumb(piece) && (whole[index + 1]?.kind ?? 'same') !== 'same'
    if (piece.kind === 'removed' || crumb) gone += piece.text
    if (piece.kind === 'added' || crumb) come += piece.text
    if (piece.kind === 'same' && !crumb) {
      close()
      found.push(piece)
    }
  })
  close()
  return merge(found)
}

function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (piece.text === '') continue
    if (last?.kind === piece.kind) merged[merged.length - 1] = { kind: piece.kind, text: last.text + piece.text }
    else merged.push(piece)
  }
  return merged
}
