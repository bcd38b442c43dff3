import { newId } from '@/server/kernel/ids'
import { importBom } from '../importing/import-bom'
import type { BomImport } from '../importing/types'
import { keepLines } from '../rules/blockers'
import { sourceColumns } from '../rules/columns'
import { columnArrays, lineColumns, refColumns } from '../storing/column-arrays'
import { lineRows, placements, refRows, type LineRow } from '../storing/line-rows'
import { lineOrders } from '../storing/orders'
import { digest, indexPreview, previewPage, type PreviewIndex } from './digest'
import { chunkLines, type Accepted, type Answers, type Chunk, type Problem, type Question } from './protocol'

type Read = {
  bom: BomImport
  index: PreviewIndex | null
  accepted: { leftOut: string; value: Accepted; rows: LineRow[]; lines: BomImport['lines'] } | null
}

const kept = 3
const read = new Map<string, Read>()

/** Answers about files, keeping the last few that were read. Null: the bytes are needed. */
export async function answer(question: Question): Promise<Answers[keyof Answers] | null> {
  const found = await open(question)
  if (!found) return null
  const { bom } = found
  const leftOut = new Set(question.leftOut)
  switch (question.ask.kind) {
    case 'digest':
      return digest(bom, leftOut)
    case 'page':
      found.index ??= indexPreview(bom)
      return previewPage(found.index, new Set(keepLines(bom.lines, leftOut).gone), question.ask.window)
    case 'accept':
      return accept(found, leftOut).value
    case 'chunk':
      return chunk(accept(found, leftOut), question.ask.index)
    case 'problems':
      return problems(bom)
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

function accept(found: Read, leftOut: ReadonlySet<number>): NonNullable<Read['accepted']> {
  const wanted = [...leftOut].join()
  if (found.accepted?.leftOut === wanted) return found.accepted
  const { bom } = found
  const { kept: lines, gone } = keepLines(bom.lines, leftOut)
  const columns = sourceColumns(bom.detected.columns, function* (letter) {
    for (const { raw } of bom.lines) yield raw[letter]
  })
  const rows = lineRows(lines, bom.messages, columns)
  const value: Accepted = {
    digest: digest(bom, leftOut),
    columns,
    leftOutRows: gone,
    lineCount: rows.length,
    placementCount: lines.reduce((sum, line) => sum + placements(line), 0),
    orders: lineOrders(rows, lines),
    chunks: Math.ceil(rows.length / chunkLines),
  }
  return (found.accepted = { leftOut: wanted, value, rows, lines })
}

function chunk({ rows, lines }: NonNullable<Read['accepted']>, index: number): Chunk {
  const from = index * chunkLines
  const some = rows.slice(from, from + chunkLines).map((row) => {
    const id = newId('bomLine')
    return { id, key: id, ...row }
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
