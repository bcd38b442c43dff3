import type { TermHit } from '../glossary/term'
import { counterpartIn } from '../glossary/term'
import type { Language } from '@/server/kernel/bilingual'

/**
 * A text cut for a machine: what it may translate, and what it must hand back. Of kept pieces `source` is what stands in
 * the text and `target` what stands in the translation: the same for a figure, the agreed counterpart for a term.
 */
export type Piece =
  | Readonly<{ kind: 'free'; text: string }>
  | Readonly<{ kind: 'figure' | 'term'; source: string; target: string }>

/**
 * What is the same in every language: addresses, part numbers and other codes (letters with digits), figures with their
 * sign. Units stay outside, because Chinese may write them in Chinese.
 */
const fixed =
  /https?:\/\/[^\s，。；（）]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[A-Za-z0-9]+(?:[._/#-][A-Za-z0-9]+)*[A-Za-z](?:[._/#-]?\d)+[A-Za-z0-9._/#-]*[A-Za-z0-9]|[A-Za-z]+\d[A-Za-z0-9]*(?:[._/#-][A-Za-z0-9]+)*|[±+−≤≥<>≈~-]?\d+(?:[.,:/×x]\d+)*(?:[A-Za-z]+\d+)?%?/g

/** Cuts one line. Terms inside a code are part of the code. */
export function cutLine(line: string, to: Language, hits: readonly TermHit[]): Piece[] {
  const kept = [...line.matchAll(fixed)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    piece: { kind: 'figure', source: text, target: text } satisfies Piece,
  }))
  const free = hits.filter((hit) => kept.every(({ start, end }) => hit.end <= start || end <= hit.start))
  const terms = free.map(({ start, end, term }) => ({
    start,
    end,
    piece: { kind: 'term', source: line.slice(start, end), target: counterpartIn(to, term) } satisfies Piece,
  }))
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, piece } of [...kept, ...terms].toSorted((a, b) => a.start - b.start)) {
    if (start > at) pieces.push({ kind: 'free', text: line.slice(at, start) })
    pieces.push(piece)
    at = end
  }
  if (at < line.length) pieces.push({ kind: 'free', text: line.slice(at) })
  return pieces
}

/** What an adapter that has no markup sends: kept pieces as numbered marks. */
export const marked = (pieces: readonly Piece[]): string =>
  pieces.map((piece, index) => (piece.kind === 'free' ? piece.text : `⟦${index}⟧`)).join('')

const mark = /⟦\s*(\d+)\s*⟧/g
/** A machine's answer with the marks made good, or null where one of them is lost, doubled or invented. */
export const unmarked = (answer: string, pieces: readonly Piece[]): string | null =>
  restored(answer, mark, pieces, (piece) => piece.kind !== 'free')

/** Puts kept pieces back where `pattern` finds their numbers; null unless each stands exactly once. */
export function restored(
  answer: string,
  pattern: RegExp,
  pieces: readonly Piece[],
  wanted: (piece: Piece) => boolean,
): string | null {
  const missing = new Set(pieces.flatMap((piece, index) => (wanted(piece) ? [index] : [])))
  let whole = true
  const text = answer.replaceAll(pattern, (_, number: string) => {
    const piece = pieces[Number(number)]
    if (!missing.delete(Number(number)) || !piece || piece.kind === 'free') whole = false
    return piece && piece.kind !== 'free' ? piece.target : ''
  })
  return whole && missing.size === 0 ? text : null
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
}
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
export const unescapeMarkup = (text: string): string =>
  text.replaceAll(
    /&(amp|lt|gt|quot|apos|nbsp|#39|#x27);/gi,
    (whole, name: string) => entities[name.toLowerCase()] ?? whole,
  )
