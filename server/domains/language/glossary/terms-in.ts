import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import { foldText } from '../rules/fold'
import { counterpartIn, type Term, type TermHit } from './term'

type EnglishEntry = Readonly<{
  stems: readonly string[]
  /** Must be written in capitals, such as IT. */ capitals: string | null
  term: Term
}>
/** Terms that begin with one character, by their whole form; the lengths there are, longest first. */
type ChineseEntries = Readonly<{ lengths: readonly number[]; forms: ReadonlyMap<string, Term> }>
/** Terms by the first word, with the longest first, or by the first character. */
type TermIndex = Readonly<{
  en: ReadonlyMap<string, readonly EnglishEntry[]>
  zh: ReadonlyMap<string, ChineseEntries>
}>

type Word = Readonly<{ start: number; end: number; stem: string; text: string }>
const wordPattern = /[\p{L}\p{N}]+/gu
/** Between two words of one term stands a space, a hyphen or the like; a dot only inside a code. */
const joint = /^(?:[\s\-‐‑–/&+()'’]{0,3}|\.)$/u
const latin = /[\p{Script=Latin}\p{N}]/u

const wordsOf = (text: string): Word[] => {
  const folded = foldText(text)
  return [...folded.matchAll(wordPattern)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    stem: stemOf(word),
    text: text.slice(index, index + word.length),
  }))
}

/** Simple plurals: `batteries`, `boxes`, `holes`. Never `glass`, `status` or `ABS` (three letters stay). */
export function stemOf(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word
  if (/ies$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word
  if (/(?:ss|us|is)$/.test(word)) return word
  return /(?:s|x|z|ch|sh)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

const indexes = new WeakMap<readonly Term[], TermIndex>()

/** Built once per list of terms and kept as long as the list is. */
function indexOf(terms: readonly Term[]): TermIndex {
  const known = indexes.get(terms)
  if (known) return known
  const en = new Map<string, EnglishEntry[]>()
  const zh = new Map<string, Map<string, Term>>()
  for (const term of terms) {
    const words = wordsOf(term.en)
    const [first] = words
    if (first) {
      const short = words.length === 1 && /^[A-Z]{2,3}$/.test(first.text)
      add(en, first.stem, { stems: words.map(({ stem }) => stem), capitals: short ? first.text : null, term })
    }
    const form = foldText(term.zh.trim())
    if (form !== '') zh.set(form.charAt(0), (zh.get(form.charAt(0)) ?? new Map<string, Term>()).set(form, term))
  }
  for (const entries of en.values()) entries.sort((a, b) => b.stems.length - a.stems.length)
  const chinese = [...zh].map(([first, forms]) => {
    const lengths = [...new Set([...forms.keys()].map(({ length }) => length))].toSorted((a, b) => b - a)
    return [first, { lengths, forms }] as const
  })
  const made: TermIndex = { en, zh: new Map(chinese) }
  indexes.set(terms, made)
  return made
}
function add<T>(map: Map<string, T[]>, key: string, entry: T): void {
  const entries = map.get(key)
  if (entries) entries.push(entry)
  else map.set(key, [entry])
}

/**
 * Terms in a text, the longest at each place, none overlapping, in order. English by whole words and simple plurals,
 * whatever the case; Chinese by characters. Keep the list of terms: it is indexed once.
 */
export const termsIn = (text: string, language: Language, terms: readonly Term[]): TermHit[] =>
  language === 'en' ? englishTerms(text, indexOf(terms)) : chineseTerms(text, indexOf(terms))

function englishTerms(text: string, { en }: TermIndex): TermHit[] {
  const words = wordsOf(text)
  const hits: TermHit[] = []
  for (let at = 0; at < words.length;) {
    const found = en.get(words[at]?.stem ?? '')?.find((entry) => standsAt(entry, text, words, at))
    const [first, last] = [words[at], words[at + (found?.stems.length ?? 1) - 1]]
    if (found && first && last) {
      hits.push({ start: first.start, end: last.end, term: found.term })
      at += found.stems.length
    } else at++
  }
  return hits
}

function standsAt({ stems, capitals }: EnglishEntry, text: string, words: readonly Word[], at: number): boolean {
  if (capitals !== null) return words[at]?.text === capitals
  return stems.every((stem, offset) => {
    const [word, previous] = [words[at + offset], words[at + offset - 1]]
    return (
      word?.stem === stem &&
      (offset === 0 || (previous !== undefined && joint.test(text.slice(previous.end, word.start))))
    )
  })
}

function chineseTerms(text: string, { zh }: TermIndex): TermHit[] {
  const folded = foldText(text)
  const hits: TermHit[] = []
  for (let at = 0; at < folded.length;) {
    const entries = zh.get(folded.charAt(at))
    const length = entries?.lengths.find((each) => {
      const form = folded.slice(at, at + each)
      return form.length === each && entries.forms.has(form) && wholeAt(folded, at, form)
    })
    const term = length === undefined ? undefined : entries?.forms.get(folded.slice(at, at + length))
    if (term && length) hits.push({ start: at, end: at + length, term })
    at += length ?? 1
  }
  return hits
}

/** Latin letters at the ends of a term, as in `BOM表`, are whole words. */
const wholeAt = (folded: string, at: number, form: string): boolean =>
  !(latin.test(form.charAt(0)) && at > 0 && latin.test(folded.charAt(at - 1))) &&
  !(latin.test(form.charAt(form.length - 1)) && latin.test(folded.charAt(at + form.length)))

/** A locked term in one text whose counterpart is not in the other; `hit` says where it stands in `language`. */
export type MissingTerm = Readonly<{ language: Language; hit: TermHit; wanted: string }>

/** Locked terms that only one of two texts has. Says nothing while one of them is empty. */
export function missingTerms(text: Readonly<Record<Language, string>>, terms: readonly Term[]): MissingTerm[] {
  if (text.en.trim() === '' || text.zh.trim() === '') return []
  return (['en', 'zh'] as const).flatMap((language) => {
    const other = otherLanguage(language)
    const seen = new Set<Term>()
    return termsIn(text[language], language, terms).flatMap((hit) => {
      if (!hit.term.locked || seen.has(hit.term)) return []
      seen.add(hit.term)
      const wanted = counterpartIn(other, hit.term)
      return holds(text[other], other, wanted) ? [] : [{ language, hit, wanted }]
    })
  })
}

/** Whether a text has a word, also inside a longer term. */
function holds(text: string, language: Language, word: string): boolean {
  if (language === 'zh') return foldText(text).includes(foldText(word.trim()))
  const [words, wanted] = [wordsOf(text), wordsOf(word)]
  const entry = {
    stems: wanted.map(({ stem }) => stem),
    capitals: null,
    term: { en: word, zh: '', locked: true, origin: 'base' as const },
  }
  return words.some((_, at) => standsAt(entry, text, words, at))
}
