import type { BomFormat, BomImport, Detected, ImportedLine, MergeProposal } from '../importing/types'
import type { ImportMessage, MessageCode, MessageParams, Severity } from '../importing/messages'
import { headerShape } from './header-shape'
import { findBlockers, keepLines, type Blockers } from '../rules/blockers'
import { placements } from '../storing/line-rows'

/** How often each kind of thing was found in the lines that stay. */
export type ImportCounts = Readonly<{
  lines: number
  placements: number
  dnp: number
  errors: number
  warnings: number
  infos: number
  questions: number
  leftOut: number
}>

export type MessagePlace = Readonly<{
  row: number | null
  column: string | null
  params: MessageParams
  leftOut: boolean
}>
/** All messages of one kind: the first places of many. */
export type MessageGroup = Readonly<{
  code: MessageCode
  severity: Severity
  count: number
  places: readonly MessagePlace[]
}>

/** What a person needs to judge a file, small whatever the size of the file. */
export type ImportDigest = Readonly<{
  format: BomFormat
  refused: boolean
  detected: Detected
  counts: ImportCounts
  groups: readonly MessageGroup[]
  blockers: Blockers
  merges: readonly MergeProposal[]
  mergeCount: number
  table: BomImport['table']
  totalRows: number
  leftOutRows: readonly number[]
  /** `headerShape` of the table. */
  shape: string | null
}>

const placesShown = 60
const mergesShown = 100
const rowsShown = 60
const listShown = 2_000
const weight: Record<Severity, number> = { E: 0, Q: 1, W: 2, I: 3 }

export function digest(bom: BomImport, leftOut: ReadonlySet<number>): ImportDigest {
  const { kept, gone } = keepLines(bom.lines, leftOut)
  const goneRows = new Set(gone)
  const groups = groupMessages(bom.messages, goneRows)
  const count = (severity: Severity) =>
    groups.reduce((sum, group) => sum + (group.severity === severity ? group.count : 0), 0)
  const blockers = findBlockers(bom.messages, goneRows)
  const openErrors = bom.messages.filter(
    ({ severity, row }) => severity === 'E' && (row === undefined || !goneRows.has(row)),
  )
  return {
    format: bom.format,
    refused: bom.refused,
    detected: bom.detected,
    counts: {
      lines: kept.length,
      placements: kept.reduce((sum, line) => sum + placements(line), 0),
      dnp: kept.filter(({ dnp }) => dnp).length,
      errors: openErrors.reduce((sum, { params }) => sum + 1 + more(params), 0),
      warnings: count('W'),
      infos: count('I'),
      questions: count('Q'),
      leftOut: gone.length,
    },
    groups,
    blockers: { ...blockers, rows: blockers.rows.slice(0, listShown) },
    merges: bom.merges.slice(0, mergesShown),
    mergeCount: bom.merges.length,
    table: bom.table.slice(0, rowsShown),
    totalRows: bom.totalRows,
    leftOutRows: gone.slice(0, listShown),
    shape: headerShape(bom.detected),
  }
}

const more = ({ more: rest }: MessageParams): number => (typeof rest === 'number' ? rest : 0)

function groupMessages(messages: readonly ImportMessage[], gone: ReadonlySet<number>): MessageGroup[] {
  const groups = new Map<
    MessageCode,
    { code: MessageCode; severity: Severity; count: number; places: MessagePlace[] }
  >()
  for (const { code, severity, row, column, params } of messages) {
    let group = groups.get(code)
    if (!group) groups.set(code, (group = { code, severity, count: 0, places: [] }))
    group.count += 1 + more(params)
    if (group.places.length < placesShown) {
      group.places.push({
        row: row ?? null,
        column: column ?? null,
        params,
        leftOut: row !== undefined && gone.has(row),
      })
    }
  }
  return [...groups.values()].toSorted((a, b) => weight[a.severity] - weight[b.severity] || (a.code < b.code ? -1 : 1))
}

/** A line of the preview with what was said about its row. */
export type PreviewLine = Readonly<{
  line: ImportedLine
  messages: readonly Pick<ImportMessage, 'code' | 'severity' | 'column' | 'params'>[]
  leftOut: boolean
}>
export type PreviewFilter = 'all' | 'errors' | 'warnings'
export type PreviewWindow = Readonly<{ offset: number; limit: number; filter: PreviewFilter; aroundRow?: number }>
export type PreviewPage = Readonly<{ total: number; offset: number; lines: readonly PreviewLine[] }>

/** Messages by row and the lines each filter shows, worked out once per reading of a file. */
export type PreviewIndex = Readonly<{
  byRow: ReadonlyMap<number, ImportMessage[]>
  lists: Readonly<Record<PreviewFilter, readonly ImportedLine[]>>
}>

export function indexPreview({ lines, messages }: BomImport): PreviewIndex {
  const byRow = new Map<number, ImportMessage[]>()
  for (const each of messages) {
    if (each.row === undefined) continue
    const known = byRow.get(each.row)
    if (known) known.push(each)
    else byRow.set(each.row, [each])
  }
  const having = (severity: Severity) =>
    lines.filter(({ row }) => byRow.get(row)?.some((each) => each.severity === severity))
  return { byRow, lists: { all: lines, errors: having('E'), warnings: having('W') } }
}

/** One window of the preview; with `aroundRow` the window that shows that file row, or the next one that is a line. */
export function previewPage(
  { byRow, lists }: PreviewIndex,
  leftOut: ReadonlySet<number>,
  { offset, limit, filter, aroundRow }: PreviewWindow,
): PreviewPage {
  const list = lists[filter]
  const found = aroundRow === undefined ? -1 : list.findIndex(({ row }) => row >= aroundRow)
  const start = found < 0 ? offset : Math.floor(found / limit) * limit
  return {
    total: list.length,
    offset: start,
    lines: list.slice(start, start + limit).map((line) => ({
      line,
      messages: (byRow.get(line.row) ?? []).map(({ code, severity, column, params }) => ({
        code,
        severity,
        column,
        params,
      })),
      leftOut: leftOut.has(line.row),
    })),
  }
}
