import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import { fold, runsOf, type Run } from './grams'

/** From and to (exclusive), in UTF-16 code units of the text as it is shown. */
export type Mark = readonly [from: number, to: number]
/** A text, the language it is in, and what of it was searched for. */
export type Marked = Readonly<{ text: string; language: Language; marks: readonly Mark[] }>

const escaped = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
const letter = '[\\p{L}\\p{N}]'

/** What finds a run as a whole, and what finds its pieces. */
function patternsOf({ text, chinese }: Run): [whole: RegExp, pieces: RegExp[]] {
  if (chinese) {
    const characters = Array.from(text)
    const pairs = characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
    return [new RegExp(text, 'gu'), pairs.map((pair) => new RegExp(pair, 'gu'))]
  }
  const characters = Array.from(text)
    .filter((character) => !/[-_/+]/.test(character))
    .map(escaped)
  const loose = /\p{N}/u.test(text)
  const word = characters.join(loose ? '[-_/+ ]?' : '[-_/+]?')
  // A figure inside a part number counts; a letter inside a word does not.
  const start = loose ? '' : `(?<!${letter})`
  return [new RegExp(`${start}${word}${characters.length === 1 ? `(?!${letter})` : ''}`, 'gu'), []]
}

/** Where a text has what was searched for, in order, without overlaps. */
export function marksIn(text: string, query: string): Mark[] {
  const folded = fold(text)
  const found: [number, number][] = []
  for (const run of runsOf(fold(query).text)) {
    const [whole, pieces] = patternsOf(run)
    const hits = [...folded.text.matchAll(whole)]
    // The pieces of a longer word are only of interest where the whole is not.
    if (hits.length === 0) for (const piece of pieces) hits.push(...folded.text.matchAll(piece))
    for (const { 0: hit, index } of hits) {
      const from = folded.at[index] ?? 0
      found.push([from, endOf(folded.at, index + hit.length, from)])
    }
  }
  const marks: [number, number][] = []
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = marks.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else marks.push([from, to])
  }
  return marks
}

/** The end of a hit in the original: one character may have become several. */
function endOf(at: readonly number[], end: number, from: number): number {
  const next = at.slice(end).find((position) => position > (at[end - 1] ?? from))
  return next ?? at.at(-1) ?? from
}

/** The reader's text with its marks; the other language where only that has any, or where theirs is missing. */
export function markedIn(language: Language, text: Readonly<Record<Language, string>>, query: string): Marked {
  const [own, other] = [language, otherLanguage(language)].map((each) => ({
    text: text[each],
    language: each,
    marks: marksIn(text[each], query),
  }))
  if (!own || !other) throw new Error('there are two languages')
  if (own.marks.length === 0 && other.marks.length > 0) return other
  return own.text === '' ? other : own
}

const before = 24
const longest = 140

/** The piece of a long text around its first mark; the beginning where there is none. */
export function snippetOf({ text, language, marks }: Marked): Marked {
  const first = marks[0]?.[0] ?? 0
  const from = first <= before ? 0 : wholeFrom(text, first - before)
  const to = text.length - from <= longest ? text.length : wholeFrom(text, from + longest)
  const head = from > 0 ? '…' : ''
  const shift = head.length - from
  return {
    text: `${head}${text.slice(from, to)}${to < text.length ? '…' : ''}`.replace(/\s/gu, ' '),
    language,
    marks: marks.flatMap(([a, b]): Mark[] => (a < from || a >= to ? [] : [[a + shift, Math.min(b, to) + shift]])),
  }
}

/** Not between the halves of a character. */
const wholeFrom = (text: string, position: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(position)) ? position - 1 : position
