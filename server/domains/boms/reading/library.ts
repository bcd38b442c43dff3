import { newId } from '@/server/kernel/ids'
import { importBom } from '../importing/import-bom'
import type { BomImport } from '../importing/types'
import { keepLines } from '../rules/blockers'
import { pricedIn, sourceColumns, type SourceColumn } from '../rules/columns'
import { readAgainst, storable, type Against } from '../storing/against'
import { columnArrays, lineColumns, refColumns } from '../storing/column-arrays'
import { readKnownLines, type KnownLine } from '../storing/known-lines'
import { lineRows, placements, refRows, searchText, type LineRow } from '../storing/line-rows'
import { lineOrders } from '../storing/orders'
import { digest, indexPreview, previewPage, type PreviewIndex } from './digest'
import {
  chunkLines,
  type Accepted,
  type Answers,
  type Base,
  type ChangePage,
  type ChangeWindow,
  type Chunk,
  type Problem,
  type Question,
} from './protocol'

type Read = {
  bom: BomImport
  index: PreviewIndex | null
  accepted: { wanted: string; value: Accepted; against: Against; lines: BomImport['lines'] } | null
}

const kept = 3
const read = new Map<string, Read>()
const basesKept = 2
const bases = new Map<string, readonly KnownLine[]>()

/** Answers about files, keeping the last few that were read. Null: the bytes are needed. */
export async function answer(question: Question): Promise<Answers[keyof Answers] | null> {
  const found = await open(question)
  const base = question.base && knownBase(question.base)
  if (!found || base === undefined) return null
  const { bom } = found
  const leftOut = new Set(question.leftOut)
  switch (question.ask.kind) {
    case 'digest':
      return digest(bom, leftOut)
    case 'page':
      found.index ??= indexPreview(bom)
      return previewPage(found.index, new Set(keepLines(bom.lines, leftOut).gone), question.ask.window)
    case 'accept':
      return accept(found, leftOut, base).value
    case 'chunk':
      return chunk(accept(found, leftOut, base), question.ask.index)
    case 'problems':
      return problems(bom)
    case 'changes':
      return changePage(accept(found, leftOut, base).against, question.ask.window)
  }
}

async function open({ key, fileName, reading, bytes }: Question): Promise<Read | null> {
  const known = read.get(key)
  if (known) {
    read.delete(key)
    read.set(key, known)
    return known
  }
  if (!bytes) return null
  const fresh: Read = { bom: await importBom(bytes, fileName, reading), index: null, accepted: null }
  read.set(key, fresh)
  for (const oldest of [...read.keys()].slice(0, -kept)) read.delete(oldest)
  return fresh
}

type KnownBase = Readonly<{ key: string; lines: readonly KnownLine[] }>

/** The lines of a revision that were given once; undefined where they are needed first. */
function knownBase({ key, lines }: Base): KnownBase | undefined {
  const known = bases.get(key) ?? (lines && readKnownLines(lines))
  if (!known) return undefined
  bases.delete(key)
  bases.set(key, known)
  for (const oldest of [...bases.keys()].slice(0, -basesKept)) bases.delete(oldest)
  return { key, lines: known }
}

function accept(found: Read, leftOut: ReadonlySet<number>, base: KnownBase | null): NonNullable<Read['accepted']> {
  const wanted = `${base?.key ?? ''} ${[...leftOut].join()}`
  if (found.accepted?.wanted === wanted) return found.accepted
  const { bom } = found
  const { kept: lines, gone } = keepLines(bom.lines, leftOut)
  const columns = sourceColumns(bom.detected.columns, function* (letter) {
    for (const { raw } of bom.lines) yield raw[letter]
  })
  const against = compared(bom, lines, lineRows(lines, bom.messages, columns), columns, base)
  const value: Accepted = {
    digest: digest(bom, leftOut),
    columns,
    leftOutRows: gone,
    lineCount: against.rows.length,
    placementCount: lines.reduce((sum, line) => sum + placements(line), 0),
    orders: lineOrders(against.rows, lines),
    chunks: Math.ceil(against.rows.length / chunkLines),
    counts: base && against.counts,
  }
  return (found.accepted = { wanted, value, against, lines })
}

function compared(
  { detected }: BomImport,
  lines: BomImport['lines'],
  rows: readonly LineRow[],
  columns: readonly SourceColumn[],
  base: KnownBase | null,
): Against {
  if (!base) return { rows: storable(rows), changes: [], counts: noChanges }
  const spoken = new Set(detected.columns.flatMap(({ field }) => (field === null || field === 'ignore' ? [] : [field])))
  const against = readAgainst(rows, base.lines, spoken, lines)
  const { isPricedExtra } = pricedIn(columns)
  return {
    ...against,
    rows: against.rows.map((row, index) => {
      const line = lines[index]
      return line ? Object.assign(row, { search_text: searchText(row, line, isPricedExtra) }) : row
    }),
  }
}

const noChanges = { added: 0, removed: 0, changed: 0, unchanged: 0 }

function changePage({ changes, counts }: Against, { filter, offset, limit }: ChangeWindow): ChangePage {
  const list = filter === 'all' ? changes : changes.filter(({ kind }) => kind === filter)
  return { counts, total: list.length, changes: list.slice(offset, offset + limit) }
}

function chunk({ against, lines }: NonNullable<Read['accepted']>, index: number): Chunk {
  const from = index * chunkLines
  const some = against.rows.slice(from, from + chunkLines).map((row) => {
    const id = newId('bomLine')
    return { ...row, id, key: row.key ?? id }
  })
  const refs = some.flatMap(({ id }, offset) => {
    const line = lines[from + offset]
    return line ? refRows(id, line) : []
  })
  return { lines: columnArrays(lineColumns, some), refs: columnArrays(refColumns, refs) }
}

function problems(bom: BomImport): Problem[] {
  const rawOf = new Map(bom.lines.map(({ row, raw }) => [row, raw]))
  const shown = new Map(bom.table.map(({ row, cells }) => [row, cells]))
  const cellAt = (row: number | undefined, column: string | undefined): string => {
    if (row === undefined) return ''
    const raw = rawOf.get(row)
    if (raw) return column === undefined ? Object.values(raw).join(' | ') : (raw[column] ?? '')
    return (shown.get(row) ?? []).join(' | ')
  }
  return bom.messages.map(({ code, severity, row, column, params }) => ({
    code,
    severity,
    row: row ?? null,
    column: column ?? null,
    params,
    cell: cellAt(row, column),
  }))
}
