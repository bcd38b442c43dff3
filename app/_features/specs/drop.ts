import type { Section } from '@/server/domains/specs/rules/requirement'
import { idAfter, type Row } from './outline'
import type { Requirement } from './types'

/** Where dragged requirements go: into which section, and before which one of the document (null: to its end). */
export type Drop = Readonly<{ section: Section; before: string | null }>

/**
 * Where requirements go that are let go in front of the row at `slot` of the list: into the section whose heading is
 * above it. Null where that changes nothing. `moving` stays together, in the order of the document.
 */
export function dropAt(
  requirements: readonly Requirement[],
  rows: readonly Row[],
  moving: ReadonlySet<string>,
  slot: number,
): Drop | null {
  // In front of the first heading is below it.
  const at = Math.max(1, Math.min(rows.length, slot))
  const top = rows.findLastIndex((row, index) => index < at && row.kind === 'heading')
  const heading = rows[top]
  if (heading?.kind !== 'heading') return null
  const { section } = heading
  const next = rows.findIndex((row, index) => index >= at && row.kind === 'heading')
  const staying = (row: Row | undefined) =>
    row?.kind === 'requirement' && !moving.has(row.requirement.id) ? row.requirement.id : null
  const below = rows.slice(at, next < 0 ? rows.length : next).flatMap((row) => staying(row) ?? [])
  const above = rows.slice(top + 1, at).flatMap((row) => staying(row) ?? [])
  const rest = requirements.filter(({ id }) => !moving.has(id))
  const last = above.at(-1)
  // Where the section shows nothing else, others of it may be hidden by a filter.
  const before =
    below[0] ?? (last === undefined ? (rest.find((each) => each.section === section)?.id ?? null) : idAfter(rest, last))
  const moved = requirements.filter(({ id }) => moving.has(id))
  const index = before === null ? rest.length : rest.findIndex(({ id }) => id === before)
  const order = [...rest.slice(0, index), ...moved, ...rest.slice(index)]
  const inSection = (list: readonly Requirement[]) => list.filter((each) => each.section === section)
  const same = inSection(order).every(({ id }, place) => id === inSection(requirements)[place]?.id)
  return moved.length === 0 || (same && moved.every((each) => each.section === section)) ? null : { section, before }
}
