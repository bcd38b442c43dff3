import { MAX_LIST_DEPTH } from './limits'

/**
 * A list as it closes: its own first atoms, and the lists around it, outermost first, as far as they have been read.
 * Both belong to the walk; a handler must not keep them.
 */
export type SymbolicList = Readonly<{ around: readonly (readonly string[])[]; atoms: readonly string[] }>

/** Atoms kept of one list; longer ones (pages of text) matter to nobody who only counts. */
const keptAtoms = 6
const keptChars = 400

const isBlank = (code: number): boolean => code <= 32
const endsWord = (code: number): boolean => code <= 32 || code === 40 || code === 41 || code === 34

/**
 * Walks the symbolic expressions of KiCad files, without recursion, each character looked at once, and hands over every
 * list when it closes, with its first `most` atoms, each cut to `longest` characters. Stops where lists nest deeper than `MAX_LIST_DEPTH`.
 */
export function eachList(
  text: string,
  handle: (list: SymbolicList) => void,
  most = keptAtoms,
  longest = keptChars,
): Readonly<{ tooDeep: boolean; unbalanced: boolean }> {
  const open: string[][] = []
  let isWhole = false
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (isBlank(code)) at++
    else if (code === 40) {
      if (open.length >= MAX_LIST_DEPTH) return { tooDeep: true, unbalanced: true }
      open.push([])
      at++
    } else if (code === 41) {
      const atoms = open.pop()
      if (atoms === undefined) return { tooDeep: false, unbalanced: true }
      handle({ around: open, atoms })
      isWhole = open.length === 0
      at++
    } else {
      const end = code === 34 ? endOfQuote(text, at) : endOfWord(text, at)
      const atoms = open.at(-1)
      if (atoms !== undefined && atoms.length < most) atoms.push(atomOf(text, at, end, longest))
      at = end
    }
  }
  return { tooDeep: false, unbalanced: !isWhole }
}

function endOfQuote(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1
  return Math.min(at + 1, text.length)
}

function endOfWord(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && !endsWord(text.charCodeAt(at))) at++
  return at
}

const breaks: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

const atomOf = (text: string, from: number, end: number, longest: number): string =>
  text.charCodeAt(from) === 34
    ? text
        .slice(from + 1, Math.min(end - 1, from + longest))
        .replace(/\\(.)/gs, (_, letter: string) => breaks[letter] ?? letter)
    : text.slice(from, Math.min(end, from + longest))
