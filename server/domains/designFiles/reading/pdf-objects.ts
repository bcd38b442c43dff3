import { inflateSync } from 'node:zlib'
import { MAX_PDF_DICTIONARY_CHARS, MAX_PDF_INFLATED_BYTES, MAX_PDF_OBJECTS } from './limits'

/** Dictionaries of a PDF by object number, as text: the last one written counts, as readers have it. */
export type PdfObjects = Readonly<{
  dictionaries: ReadonlyMap<number, string>
  /** Dictionaries of trailers and of cross-reference streams, in the order of the file. */
  trailers: readonly string[]
}>

/**
 * Collects the dictionaries of a PDF, those inside compressed object streams too (ISO 32000-1, 7.5.7). `text` is Latin-1.
 * Streams that do not inflate, or inflate beyond `MAX_PDF_INFLATED_BYTES` together, are passed over.
 */
export function collectObjects(text: string): PdfObjects {
  const dictionaries = new Map<number, string>()
  const trailers: string[] = []
  const budget = { left: MAX_PDF_INFLATED_BYTES }
  let count = 0
  for (const found of text.matchAll(/(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}obj\b|\btrailer\b/g)) {
    if (++count > MAX_PDF_OBJECTS) break
    const start = found.index + found[0].length
    const body = text.slice(start, start + MAX_PDF_DICTIONARY_CHARS)
    if (found[1] === undefined) {
      trailers.push(body.slice(0, Math.max(0, endOf(body, /startxref|\bobj\b/))))
      continue
    }
    const end = endOf(body, /endobj|stream/)
    const dictionary = body.slice(0, end)
    dictionaries.set(Number(found[1]), dictionary)
    if (/\/Type\s*\/XRef\b/.test(dictionary)) trailers.push(dictionary)
    if (/\/Type\s*\/ObjStm\b/.test(dictionary)) unpack(text, start + end, dictionary, dictionaries, budget)
  }
  return { dictionaries, trailers }
}

const endOf = (body: string, pattern: RegExp): number => {
  const at = body.search(pattern)
  return at < 0 ? body.length : at
}

function unpack(
  text: string,
  at: number,
  dictionary: string,
  into: Map<number, string>,
  budget: { left: number },
): void {
  const [n, first] = [numberOf(dictionary, 'N'), numberOf(dictionary, 'First')]
  const keyword = /^stream\r?\n?/.exec(text.slice(at, at + 8))?.[0]
  if (n === null || first === null || keyword === undefined || n > MAX_PDF_OBJECTS) return
  const start = at + keyword.length
  const length = numberOf(dictionary, 'Length')
  const end =
    length === null || /\/Length\s+\d+\s+\d+\s+R/.test(dictionary) ? text.indexOf('endstream', start) : start + length
  const inflated = inflate(text.slice(start, end < 0 ? undefined : end), dictionary, budget)
  if (inflated === null) return
  const numbers = inflated.slice(0, first).match(/\d+/g) ?? []
  for (let index = 0; index < n && into.size < MAX_PDF_OBJECTS; index++) {
    const [object, offset] = [Number(numbers[index * 2] ?? Number.NaN), Number(numbers[index * 2 + 1] ?? Number.NaN)]
    if (!Number.isFinite(object) || !Number.isFinite(offset)) break
    const next = Number(numbers[index * 2 + 3] ?? inflated.length)
    const from = first + offset
    into.set(object, inflated.slice(from, Math.min(first + next, from + MAX_PDF_DICTIONARY_CHARS)))
  }
}

function inflate(raw: string, dictionary: string, budget: { left: number }): string | null {
  if (!dictionary.includes('/FlateDecode')) return /\/Filter/.test(dictionary) ? null : raw
  if (budget.left <= 0) return null
  try {
    const bytes = inflateSync(Buffer.from(raw, 'latin1'), { maxOutputLength: budget.left })
    budget.left -= bytes.length
    return bytes.toString('latin1')
  } catch {
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
