import { z } from 'zod'
import { crossReferenceOrigins } from '../lifecycle'
import { partNumberKey } from './part-keys'

const number = z.string().trim().min(1).max(200)
const name = z.string().trim().max(300)
const id = z.string().min(1).max(40)

/** Pairs a person may bring at once. */
export const mostPairs = 2_000

/** One's own number and the other side's for the same thing, with what each calls it. */
export const pairInput = z.object({
  own: number,
  ownName: name.default(''),
  theirs: number,
  theirsName: name.default(''),
})
export type NumberPair = z.output<typeof pairInput>

export const learnCrossReferencesInput = z.object({
  counterpartOrgId: id,
  origin: z.enum(crossReferenceOrigins).default('typed'),
  pairs: z.array(pairInput).min(1).max(mostPairs),
})
export const retireCrossReferenceInput = z.object({ crossReferenceId: id })
export const listCrossReferencesInput = z.object({
  counterpartOrgId: id.optional(),
  search: z.string().max(200).default(''),
  show: z.enum(['current', 'contradicting', 'retired']).default('current'),
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(200).default(100),
})
export const readPairsInput = z.object({ text: z.string().max(400_000) })

export type PairSheet = Readonly<{
  pairs: readonly NumberPair[]
  /** 1-based lines that have only one of the two numbers. */
  incomplete: readonly number[]
  /** Whether the first line was understood as headings, and which columns were taken. */
  heading: boolean
}>

const ownHeading = /^(our|own|ours|internal|ipn|my)\b|^(本方|我方|己方|内部|本厂|自有)|^(料号|物料编码|物料编号)$/i
const theirsHeading = /^(their|theirs|customer|cpn|partner|factory|supplier|vendor)\b|^(对方|客户|工厂|供应商|厂商)/i
const nameHeading = /name|desc|品名|名称|描述/i

/**
 * Reads two columns of numbers, with names beside them where there are any. With headings the columns are told by them;
 * without, the first is one's own. The same pair twice counts once.
 */
export function readPairs(rows: readonly (readonly string[])[]): PairSheet {
  const filled = rows
    .map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first] = filled
  const at = first ? columnsOf(first.cells) : null
  const columns = at ?? { own: 0, theirs: 1, ownName: 2, theirsName: 3 }
  const pairs = new Map<string, NumberPair>()
  const incomplete: number[] = []
  for (const { line, cells } of at === null ? filled : filled.slice(1)) {
    const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const pair = {
      own: cell(columns.own).slice(0, 200),
      theirs: cell(columns.theirs).slice(0, 200),
      ownName: cell(columns.ownName).slice(0, 300),
      theirsName: cell(columns.theirsName).slice(0, 300),
    }
    const key = `${partNumberKey(pair.own)}\u0000${partNumberKey(pair.theirs)}`
    if (partNumberKey(pair.own) === '' || partNumberKey(pair.theirs) === '') incomplete.push(line)
    else if (!pairs.has(key)) pairs.set(key, pair)
  }
  return { pairs: [...pairs.values()], incomplete, heading: at !== null }
}

function columnsOf(heading: readonly string[]) {
  const find = (pattern: RegExp, named: boolean) =>
    heading.findIndex((cell) => pattern.test(cell) && nameHeading.test(cell) === named)
  const [own, theirs] = [find(ownHeading, false), find(theirsHeading, false)]
  if (own < 0 || theirs < 0) return null
  return { own, theirs, ownName: find(ownHeading, true), theirsName: find(theirsHeading, true) }
}

/** A block out of a spreadsheet's clipboard, or a CSV pasted as text. */
export function pastedRows(text: string): string[][] {
  const lines = text.split(/\r\n|\r|\n/)
  const separator = text.includes('\t') ? '\t' : text.includes(';') && !text.includes(',') ? ';' : ','
  return lines.map((line) => line.split(separator).map((cell) => cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')))
}
