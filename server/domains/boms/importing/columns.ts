import { contradictsRefs, sampleColumn, share, type ColumnSample } from './column-content'
import { resolveByContent } from './column-meaning'
import type { CanonicalField } from './fields'
import { CAPTION_MARK, lookupHeader, type HeaderMatch } from './header-lookup'
import { SAMPLE_CELLS } from './limits'
import type { MessageList } from './messages'
import { looksLikeRefs } from './refdes'
import type { SheetRow } from '@/server/platform/workbooks/sheet'
import { columnLetter, normalizeHeader } from './text'
import type { DetectedColumn, ImportSettings } from './types'

export type MappedColumn = {
  index: number
  letter: string
  header: string
  field: CanonicalField | 'ignore' | null
  /** A second field the same cells feed. */
  also?: CanonicalField
  /** 0 = the main one; n = the n-th further column of the same field (alternates, continued descriptions). */
  rank: number
  hint: string
  /** Maker and part number in one cell. */
  merged: boolean
  confidence: number
}

export type ColumnMap = {
  columns: MappedColumn[]
  /** Main column of a field. */
  byField: Map<CanonicalField, MappedColumn>
}

/** Fields whose further columns continue the first (`备注1 备注2`). */
const JOINED: ReadonlySet<CanonicalField> = new Set([
  'note',
  'description',
  'alternates',
  'altManufacturer',
  'altStatus',
  'sourcing',
  'itemType',
  'variants',
])
/** Several order codes side by side are the normal case, not a conflict. */
const QUIET: ReadonlySet<CanonicalField> = new Set([
  ...JOINED,
  'supplierPn',
  'supplier',
  'lcscPn',
  'datasheet',
  'unitPrice',
  'extPrice',
  'symbol',
])

type Draft = {
  index: number
  header: string
  match: HeaderMatch
  sample: ColumnSample
  field: CanonicalField | 'ignore' | null
  also?: CanonicalField
  confidence: number
  fixed: boolean
}

/** A heading as templates remember it: spelling and its bracketed hint, without case, spaces and punctuation. */
export function headingKey(header: string): string {
  const { key, hint } = normalizeHeader(header.replace(CAPTION_MARK, ' / '))
  return hint === '' ? key : `${key} ${normalizeHeader(hint).key}`.trim()
}

function draft(header: string, index: number, rows: readonly SheetRow[], settings: ImportSettings): Draft {
  const match = lookupHeader(header)
  const fixed = settings.columns?.[index] ?? (match.key === '' ? undefined : settings.headings?.[headingKey(header)])
  const base: Draft = {
    index,
    header,
    match,
    sample: sampleColumn(rows, index),
    field: null,
    confidence: 0,
    fixed: false,
  }
  return fixed === undefined ? base : { ...base, field: fixed, confidence: 1, fixed: true }
}

/** Numbered names: `MPN 1` is the main part when no plain `MPN` exists, the others are its alternates. */
function applyOrdinals(drafts: readonly Draft[]): void {
  const byStem = new Map<CanonicalField, Draft[]>()
  for (const item of drafts) {
    const field = item.field
    if (item.fixed || field === null || field === 'ignore') continue
    byStem.set(field, [...(byStem.get(field) ?? []), item])
  }
  const alternate: Partial<Record<CanonicalField, CanonicalField>> = {
    mpn: 'alternates',
    manufacturer: 'altManufacturer',
  }
  for (const [field, items] of byStem) {
    const target = alternate[field]
    if (target === undefined || items.length < 2) continue
    const numbered = items.filter(({ match }) => match.ordinal !== null)
    if (numbered.length === 0) {
      // The same pair of names again: further sources side by side.
      for (const item of items.slice(1)) if (item.header === items[0]?.header) item.field = target
      continue
    }
    const plain = items.filter(({ match }) => match.ordinal === null)
    const lowest = Math.min(...numbered.map(({ match }) => match.ordinal ?? 0))
    for (const item of numbered) if (plain.length > 0 || item.match.ordinal !== lowest) item.field = target
  }
}

function contextFor(item: Draft, drafts: readonly Draft[]): Parameters<typeof resolveByContent>[1] {
  const holder = (field: CanonicalField): Draft | undefined =>
    drafts.find((other) => other !== item && (other.field === field || other.also === field))
  return {
    sample: item.sample,
    has: (field) => holder(field) !== undefined,
    hasKey: (...keys) => drafts.some(({ match }) => keys.includes(match.key)),
    other: (field) => holder(field)?.sample ?? null,
  }
}

/** Of several columns for one field the fullest stays (references: the one that reads as references). */
function settleDuplicates(drafts: readonly Draft[], messages: MessageList): Map<Draft, number> {
  const ranks = new Map<Draft, number>()
  const byField = new Map<CanonicalField, Draft[]>()
  for (const item of drafts) {
    if (item.field !== null && item.field !== 'ignore')
      byField.set(item.field, [...(byField.get(item.field) ?? []), item])
  }
  for (const [field, items] of byField) {
    if (JOINED.has(field)) {
      items.forEach((item, i) => ranks.set(item, i))
      continue
    }
    const weightOf = (item: Draft): number =>
      (item.fixed ? 1e6 : 0) +
      (field === 'refdes' ? share(item.sample, looksLikeRefs) * 1000 : 0) +
      item.sample.cells.length +
      (item.confidence >= 1 ? 0.5 : 0)
    const [best, ...rest] = items.toSorted((a, b) => weightOf(b) - weightOf(a) || a.index - b.index)
    if (best !== undefined) ranks.set(best, 0)
    rest.forEach((item, i) => {
      if (item.fixed || QUIET.has(field)) ranks.set(item, i + 1)
      else item.field = null
      const isSilent = QUIET.has(field) || item.sample.cells.length === 0 || best === undefined
      if (!isSilent) messages.add('BOM-W012', { a: columnLetter(best.index), b: columnLetter(item.index), f: field })
    })
  }
  return ranks
}

/** Column map of one table: names first, then ambiguous names by content, then weak names for what is still free. */
export function mapColumns(
  header: readonly string[],
  rows: readonly SheetRow[],
  settings: ImportSettings,
  messages: MessageList,
): ColumnMap {
  let width = header.length
  for (const row of rows.slice(0, 500)) width = Math.max(width, row.cells.length)
  for (const key of Object.keys(settings.columns ?? {})) width = Math.max(width, Number(key) + 1)
  const drafts = Array.from({ length: width }, (_, index) => draft(header[index] ?? '', index, rows, settings))

  for (const item of drafts) {
    const strong = item.match.candidates.find(({ strength }) => strength === 'strong')
    if (item.fixed || strong === undefined) continue
    item.field = strong.field
    item.confidence = 1
    if (strong.field === 'refdes' && contradictsRefs(item.sample)) {
      item.field = 'mpn'
      item.confidence = 0.7
    }
  }
  applyOrdinals(drafts)
  for (const item of drafts) {
    const [first] = item.match.candidates
    if (item.fixed || item.field !== null || first === undefined || first.strength !== 'ambiguous') continue
    const { field, also } = resolveByContent(item.match.key, contextFor(item, drafts), first.field)
    // `PN_1` beside `PN`: whatever the plain name turned out to be, the numbered one is its alternate.
    const isSecond =
      item.match.ordinal !== null &&
      drafts.some(
        (other) => other.match.key === item.match.key && other.match.ordinal === null && other.field === 'mpn',
      )
    item.field = isSecond ? 'alternates' : field
    item.also = isSecond ? undefined : also
    item.confidence = 0.7
    if (item.match.conflict && field !== null) messages.add('BOM-W011', { h: item.header, f: field })
  }
  const taken = new Set(drafts.map(({ field }) => field))
  for (const item of drafts) {
    const weak = item.match.candidates.find(({ strength }) => strength === 'weak')
    if (item.fixed || item.field !== null || weak === undefined) continue
    if (item.match.candidates.some(({ strength }) => strength === 'ambiguous')) continue
    if (taken.has(weak.field) && !QUIET.has(weak.field)) continue
    item.field = weak.field
    item.confidence = 0.5
    taken.add(weak.field)
  }
  applyOrdinals(drafts)
  for (const item of drafts) {
    if (item.match.conflict && item.field !== null && item.confidence === 1)
      messages.add('BOM-W011', { h: item.header, f: item.field })
  }
  const ranks = settleDuplicates(drafts, messages)
  const columns = drafts.map((item): MappedColumn => {
    const { index, header: text, match, field, also, confidence } = item
    return {
      index,
      letter: columnLetter(index),
      header: text.replace(CAPTION_MARK, ' / ').replace(/\s+/g, ' ').trim(),
      field,
      also,
      rank: ranks.get(item) ?? 0,
      hint: match.hint,
      merged: match.merged,
      confidence: field === null ? 0 : confidence,
    }
  })
  return { columns, byField: indexFields(columns) }
}

function indexFields(columns: readonly MappedColumn[]): Map<CanonicalField, MappedColumn> {
  const byField = new Map<CanonicalField, MappedColumn>()
  for (const column of columns) {
    if (column.field !== null && column.field !== 'ignore' && column.rank === 0 && !byField.has(column.field))
      byField.set(column.field, column)
  }
  for (const column of columns)
    if (column.also !== undefined && !byField.has(column.also)) byField.set(column.also, column)
  return byField
}

/** For the mapping screen. */
export function describeColumns(map: ColumnMap, rows: readonly SheetRow[]): DetectedColumn[] {
  return map.columns.map(({ index, letter, header, field, confidence }) => {
    const sample: string[] = []
    for (const row of rows) {
      const text = (row.cells[index] ?? '').trim()
      if (text !== '' && !sample.includes(text)) sample.push(text.slice(0, 200))
      if (sample.length >= SAMPLE_CELLS) break
    }
    return { index, letter, header, field, confidence, sample }
  })
}

/** No reference stands in two rows. */
function areDistinct(rows: readonly SheetRow[], column: number): boolean {
  const refs = rows.flatMap(({ cells }) => (cells[column] ?? '').split(/[\s,;]+/).filter((part) => part !== ''))
  return new Set(refs).size === refs.length
}

/**
 * A table without a header: the column of references, the column of whole numbers that count them, and a column of
 * part numbers. Only when the counts agree nearly everywhere, or when every reference stands once, else null.
 */
export function inferColumns(rows: readonly SheetRow[]): Record<number, CanonicalField> | null {
  const data = rows.slice(0, 200)
  const width = Math.max(0, ...data.map(({ cells }) => cells.length))
  if (data.length < 3 || width < 2 || width > 40) return null
  const samples = Array.from({ length: width }, (_, column) => sampleColumn(data, column))
  const full = (sample: ColumnSample): boolean => sample.cells.length >= data.length * 0.7
  const refs = samples.findIndex((sample) => full(sample) && share(sample, looksLikeRefs) >= 0.8)
  if (refs === -1) return null
  const countOf = (text: string): number => text.split(/[\s,;]+/).filter((part) => part !== '').length
  const qty = samples.findIndex((sample, column) => {
    if (column === refs || !full(sample) || share(sample, (text) => /^\d{1,6}$/.test(text)) < 0.95) return false
    const agree = data.filter((row) => Number(row.cells[column]) === countOf((row.cells[refs] ?? '').trim()))
    return agree.length >= data.length * 0.8
  })
  const text = samples.findIndex((sample, column) => column !== refs && column !== qty && full(sample))
  if (qty === -1 && (text === -1 || width > 6 || !areDistinct(data, refs))) return null
  const found: Record<number, CanonicalField> = { [refs]: 'refdes' }
  if (qty !== -1) found[qty] = 'qty'
  const sample = samples[text]
  if (sample !== undefined) {
    const isPart = share(sample, (cell) => /[A-Za-z]/.test(cell) && /\d/.test(cell) && cell.length >= 6) >= 0.5
    found[text] = isPart ? 'mpn' : 'value'
  }
  return found
}
