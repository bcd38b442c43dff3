import { canonicalJson } from '@/server/kernel/canonical-json'
import type { LineExpectation } from './expectation'

/** What builds of a line are held against. */
export type LineGround = LineExpectation &
  Readonly<{ boardSetId: string | null; bomId: string | null; specId: string | null }>

const fields = ['boardSetId', 'bomId', 'specId', 'chips', 'arch', 'memory', 'slotBytes'] as const
type LineField = (typeof fields)[number]

/** What a line was held against and is now, each with the fields that differ alone. */
export function changeOfLine(before: LineGround, after: LineGround) {
  const changed = fields.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
  const of = (ground: LineGround): Partial<Record<LineField, unknown>> =>
    Object.fromEntries(changed.map((field) => [field, ground[field]]))
  return { fields: changed, before: of(before), after: of(after) }
}

/** Whether a change takes away a question that builds had to answer, so that the wrong hardware would pass. */
export const asksLess = (before: LineGround, after: LineGround): boolean =>
  (['boardSetId', 'bomId', 'specId'] as const).some((field) => before[field] !== null && after[field] === null) ||
  (['chips', 'memory'] as const).some((field) => before[field].length > 0 && after[field].length === 0)
