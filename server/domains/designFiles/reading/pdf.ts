import type { Findings } from './findings'
import { MAX_PDF_PAGES } from './limits'
import { collectObjects, numberOf, referenceOf, type PdfObjects } from './pdf-objects'

export type PdfFacts = Readonly<{
  kind: 'pdf'
  /** `1.7`, as the first line says. */
  version: string
  /** null where the page tree cannot be read: damaged, or encrypted. */
  pages: number | null
  /** Of the first page as it is shown, in points (1/72 inch) and millimetres. */
  widthPt: number | null
  heightPt: number | null
  widthMm: number | null
  heightMm: number | null
  /** ISO or US name of that format in either direction; '' where it is none. */
  paper: string
  locked: boolean
  /** What can run or start something: scripts, programs, attached files. */
  active: readonly string[]
}>

const papers: readonly (readonly [string, number, number])[] = [
  ['A0', 841, 1189],
  ['A1', 594, 841],
  ['A2', 420, 594],
  ['A3', 297, 420],
  ['A4', 210, 297],
  ['A5', 148, 210],
  ['Letter', 215.9, 279.4],
  ['Legal', 215.9, 355.6],
  ['Tabloid', 279.4, 431.8],
]

const actions: readonly (readonly [string, RegExp])[] = [
  ['JavaScript', /\/JavaScript\b|\/JS\s*[(<\d]/],
  ['Launch', /\/S\s*\/Launch\b/],
  ['EmbeddedFiles', /\/EmbeddedFiles?\b/],
  ['SubmitForm', /\/S\s*\/SubmitForm\b/],
  ['RichMedia', /\/RichMedia\b/],
]

/** Reads how many pages a PDF has and how large its first one is, without rendering it. `text` is Latin-1. */
export function readPdf(text: string, findings: Findings): PdfFacts {
  const objects = collectObjects(text)
  const locked = objects.trailers.some((trailer) => /\/Encrypt\b/.test(trailer))
  if (locked) findings.add('pdfLocked')
  const found = walkPages(objects)
  if (found === null && !locked) findings.add('pdfDamaged')
  const parts = [...objects.dictionaries.values()]
  const active = actions.filter(([, pattern]) => parts.some((part) => pattern.test(part))).map(([name]) => name)
  if (active.length > 0) findings.add('activeContent', { what: active.join(', ') })
  if (text.slice(-65_600).includes('PK\u0005\u0006')) findings.add('appendedContent', { what: 'ZIP' })
  const [widthPt, heightPt] = found?.size ?? [null, null]
  const [widthMm, heightMm] = [inMm(widthPt), inMm(heightPt)]
  return {
    kind: 'pdf',
    version: /^%PDF-(\d\.\d)/.exec(text)?.[1] ?? '',
    pages: found?.pages ?? null,
    ...{ widthPt, heightPt, widthMm, heightMm },
    paper: widthMm === null || heightMm === null ? '' : paperOf(widthMm, heightMm),
    locked,
    active,
  }
}

const inMm = (points: number | null): number | null =>
  points === null ? null : Math.round(points * (25_400 / 72)) / 1000

const paperOf = (width: number, height: number): string =>
  papers.find(
    ([, short, long]) =>
      Math.abs(Math.min(width, height) - short) <= 1.5 && Math.abs(Math.max(width, height) - long) <= 1.5,
  )?.[0] ?? ''

type Walked = { pages: number; size: readonly [number, number] | null }

/** Counts the leaves of the page tree, each object once; a tree wider than `MAX_PDF_PAGES` is believed its own count. */
function walkPages({ dictionaries, trailers }: PdfObjects): Walked | null {
  const roots = trailers.map((trailer) => referenceOf(trailer, 'Root')).filter((root) => root !== null)
  const catalog =
    dictionaries.get(roots.at(-1) ?? -1) ?? [...dictionaries.values()].find((each) => /\/Type\s*\/Catalog\b/.test(each))
  const top = catalog === undefined ? null : referenceOf(catalog, 'Pages')
  if (top === null) return null
  const seen = new Set<number>()
  const queued = new Set([top])
  const waiting: { object: number; box: string; turn: number }[] = [{ object: top, box: '', turn: 0 }]
  const found: Walked = { pages: 0, size: null }
  while (waiting.length > 0 && seen.size < MAX_PDF_PAGES) {
    const next = waiting.pop()
    const dictionary = next === undefined ? undefined : dictionaries.get(next.object)
    if (next === undefined || dictionary === undefined) continue
    seen.add(next.object)
    const box = /\/MediaBox\s*\[([^\]]{0,200})\]/.exec(dictionary)?.[1] ?? next.box
    const turn = numberOf(dictionary, 'Rotate') ?? next.turn
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(dictionary)?.[1]
    if (kids === undefined) {
      found.pages++
      found.size ??= sizeOf(box, turn)
    } else {
      const references = [...kids.matchAll(/(\d{1,10})\s+\d{1,5}\s+R\b/g)].slice(0, MAX_PDF_PAGES)
      for (const object of references.toReversed().map(([, each]) => Number(each))) {
        if (queued.has(object)) continue
        queued.add(object)
        waiting.push({ object, box, turn })
      }
    }
  }
  if (waiting.length > 0) found.pages = numberOf(dictionaries.get(top) ?? '', 'Count') ?? found.pages
  return found.pages === 0 ? null : found
}

function sizeOf(box: string, turn: number): readonly [number, number] | null {
  const [x1, y1, x2, y2] = box.trim().split(/\s+/).map(Number)
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null
  const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)].map((each) => Math.round(each * 1000) / 1000)
  if (width === undefined || height === undefined || !Number.isFinite(width) || !Number.isFinite(height)) return null
  return Math.abs(turn) % 180 === 90 ? [height, width] : [width, height]
}
