import { inflateSync } from 'node:zlib'
import { MAX_PDF_DICTIONARY_CHARS, MAX_PDF_INFLATED_BYTES, MAX_PDF_OBJECTS } from './limits'

/** Dictionaries of a PDF by object number, as text: the last one written counts, as readers have it. */
export type PdfObjects = Readonly<{
  dictionaries: ReadonlyMap<number, string>
  /** Dictionaries of trailers and of cross-reference streams, in the order of the file. */
  trailers: readonly string[]
}>

/** What collecting may still cost: characters inflated, and characters of dictionaries kept. */
type Budget = { inflated: number; kept: number }

/** Deflate packs no denser than this, so a stream that failed cost at most so much for each byte. */
const densest = 1032

/**
 * Collects the dictionaries of a PDF, those inside compressed object streams too (ISO 32000-1, 7.5.7). `text` is Latin-1.
 * An object reaches to the next one; streams that say their length are stepped over, whatever is written in them.
 */
export function collectObjects(text: string): PdfObjects {
  const dictionaries = new Map<number, string>()
  const trailers: string[] = []
  const budget: Budget = { inflated: MAX_PDF_INFLATED_BYTES, kept: MAX_PDF_INFLATED_BYTES }
  const starts = /(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}obj\b|\btrailer\b/g
  let found = starts.exec(text)
  for (let count = 0; found !== null && count < MAX_PDF_OBJECTS && budget.kept > 0; count++) {
    const start = found.index + found[0].length
    const next = starts.exec(text)
    const reach = next?.index ?? text.length
    const body = text.slice(start, Math.min(reach, start + MAX_PDF_DICTIONARY_CHARS))
    const dictionary = body.slice(0, endOf(body, found[1] === undefined ? /startxref/ : /endobj|stream/))
    budget.kept -= dictionary.length
    let past = reach
    if (found[1] === undefined) trailers.push(dictionary)
    else {
      dictionaries.set(Number(found[1]), dictionary)
      if (/\/Type\s{0,8}\/XRef\b/.test(dictionary)) trailers.push(dictionary)
      const stream = streamAt(text, start + dictionary.length, dictionary, reach)
      if (stream !== null) {
        past = Math.max(past, stream.end)
        if (/\/Type\s{0,8}\/ObjStm\b/.test(dictionary))
          unpack(text.slice(stream.start, stream.end), dictionary, dictionaries, budget)
      }
    }
    if (past > reach) {
      starts.lastIndex = past
      found = starts.exec(text)
    } else found = next
  }
  return { dictionaries, trailers }
}

const endOf = (body: string, pattern: RegExp): number => {
  const at = body.search(pattern)
  return at < 0 ? body.length : at
}

/** Where a stream's bytes lie: as long as it says where it ends there, else up to the next object. */
function streamAt(
  text: string,
  at: number,
  dictionary: string,
  reach: number,
): Readonly<{ start: number; end: number }> | null {
  const keyword = /^stream\r?\n?/.exec(text.slice(at, at + 8))?.[0]
  if (keyword === undefined) return null
  const start = at + keyword.length
  const said = start + (numberOf(dictionary, 'Length') ?? 0)
  if (said > start && /^\s{0,4}endstream/.test(text.slice(said, said + 16))) return { start, end: said }
  const body = text.slice(start, reach)
  const end = body.indexOf('endstream')
  return { start, end: end < 0 ? reach : start + end }
}

function unpack(raw: string, dictionary: string, into: Map<number, string>, budget: Budget): void {
  const [n, first] = [numberOf(dictionary, 'N'), numberOf(dictionary, 'First')]
  if (n === null || first === null || n > MAX_PDF_OBJECTS) return
  const inflated = inflate(raw, dictionary, budget)
  if (inflated === null) return
  const numbers = inflated.slice(0, first).match(/\d{1,10}/g) ?? []
  for (let index = 0; index < n && into.size < MAX_PDF_OBJECTS && budget.kept > 0; index++) {
    const [object, offset] = [Number(numbers[index * 2] ?? Number.NaN), Number(numbers[index * 2 + 1] ?? Number.NaN)]
    if (!Number.isFinite(object) || !Number.isFinite(offset)) break
    const next = Number(numbers[index * 2 + 3] ?? inflated.length)
    const from = first + offset
    const part = inflated.slice(from, Math.min(first + next, from + MAX_PDF_DICTIONARY_CHARS))
    budget.kept -= part.length
    into.set(object, part)
  }
}

function inflate(raw: string, dictionary: string, budget: Budget): string | null {
  if (!dictionary.includes('/FlateDecode')) return /\/Filter/.test(dictionary) ? null : raw
  if (budget.inflated <= 0) return null
  try {
    const bytes = inflateSync(Buffer.from(raw, 'latin1'), { maxOutputLength: budget.inflated })
    budget.inflated -= bytes.length
    return bytes.toString('latin1')
  } catch {
    budget.inflated -= Math.min(budget.inflated, raw.length * densest)
    return null
  }
}

/** A number in a dictionary, `/Count 3`; null where it is missing or a reference. */
export const numberOf = (dictionary: string, key: string): number | null => {
  const found = new RegExp(`/${key}\\s{0,8}(-?\\d{1,12})(?!\\d|\\s{1,8}\\d{1,10}\\s{1,8}R)`).exec(dictionary)?.[1]
  return found === undefined ? null : Number(found)
}

/** The object a dictionary refers to, `/Pages 2 0 R`. */
export const referenceOf = (dictionary: string, key: string): number | null => {
  const found = new RegExp(`/${key}\\s{0,8}(\\d{1,10})\\s{1,8}\\d{1,5}\\s{1,8}R\\b`).exec(dictionary)?.[1]
  return found === undefined ? null : Number(found)
}
