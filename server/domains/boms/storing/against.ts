import type { CanonicalField } from '../importing/fields'
import { pairLines, type PairableLine } from '../rules/pair-lines'
import { refsIn } from '../rules/refs'
import { asNewRow, carryOver, type CarriedRow, type StatedRole } from './carry-over'
import { changedCells, labelOf, type ChangeCounts, type LineChange } from './changes'
import type { KnownLine } from './known-lines'
import type { LineRow } from './line-rows'

/** A row ready to be stored. Without a `key` it is a new line, whose own id becomes its key. */
export type StorableRow = Omit<CarriedRow, 'key'> & Readonly<{ key: string | null }>

/** A file beside the revision it is the next state of. */
export type Against = Readonly<{ rows: readonly StorableRow[]; changes: readonly LineChange[]; counts: ChangeCounts }>

/** Every row is new: the first revision of a BOM. */
export const storable = (rows: readonly LineRow[]): StorableRow[] =>
  rows.map((row) => ({ ...asNewRow(row), key: null }))

/** Pairs the rows of a file with the lines of a revision, carries over what the file does not say, and tells what differs. */
export function readAgainst(
  rows: readonly LineRow[],
  lines: readonly KnownLine[],
  spoken: ReadonlySet<CanonicalField>,
  roles: readonly StatedRole[],
): Against {
  const was = pairLines(pairable(lines), pairable(rows))
  const changes: LineChange[] = []
  const out: StorableRow[] = []
  const found = new Set<number>()
  let unchanged = 0
  // A parent is called by the line it was, so that a renamed parent does not change its children.
  const parentName = (position: number | null, fresh: boolean): string => {
    if (position === null) return ''
    const old = fresh ? was[position - 1] : position - 1
    const line = old === null || old === undefined ? rows[position - 1] : lines[old]
    return line ? [line.ipn, line.mpn, line.name, line.refs, line.value].find(Boolean) || String(line.position) : ''
  }
  rows.forEach((row, index) => {
    const at = was[index] ?? null
    const known = at === null ? undefined : lines[at]
    if (at === null || known === undefined) {
      out.push({ ...asNewRow(row), key: null })
      changes.push({ kind: 'added', after: labelOf(row), row: row.source_row, cells: [] })
      return
    }
    found.add(at)
    const carried = carryOver(row, known, spoken, roles[index] ?? silent)
    out.push(carried)
    const cells = changedCells(known, carried, {
      before: parentName(known.parent_position, false),
      after: parentName(row.parent_position, true),
    })
    if (cells.length === 0) unchanged++
    else changes.push({ kind: 'changed', before: labelOf(known), after: labelOf(carried), row: row.source_row, cells })
  })
  lines.forEach((line, index) => {
    if (!found.has(index)) changes.push({ kind: 'removed', before: labelOf(line), cells: [] })
  })
  const count = (kind: LineChange['kind']) => changes.filter((change) => change.kind === kind).length
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed'), unchanged }
  return { rows: out, changes: changes.toSorted((a, b) => placeOf(a) - placeOf(b)), counts }
}

const silent: StatedRole = { usage: null, suppliedBy: null }

const placeOf = (change: LineChange): number => (change.kind === 'added' ? change.after : change.before).position

function pairable(rows: readonly (LineRow | KnownLine)[]): PairableLine[] {
  return rows.map((row) => ({
    parent: row.parent_position === null ? null : row.parent_position - 1,
    refs: refsIn(row.refs),
    ipn: row.ipn,
    mpn: row.mpn,
    manufacturer: row.manufacturer,
    text: [row.value, row.name, row.package, row.description.en, row.description.zh].join('|'),
    quantity: row.quantity ?? '',
  }))
}
