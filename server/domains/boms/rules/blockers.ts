import type { ImportMessage } from '../importing/messages'

/** Why an import cannot be accepted yet. */
export type Blockers = Readonly<{
  /** Errors of the file as a whole, as codes. */
  file: readonly string[]
  /** Rows with an error that are not left out. */
  rows: readonly number[]
  /** Questions without an answer. */
  questions: readonly string[]
  /** More rows are wrong than can be listed, so leaving rows out cannot settle it. */
  flood: boolean
}>

/** What stands between a file and its acceptance: errors not left out, and questions not answered. */
export function findBlockers(messages: readonly ImportMessage[], leftOut: ReadonlySet<number>): Blockers {
  const errors = messages.filter(({ severity }) => severity === 'E')
  const rows = new Set(errors.flatMap(({ row }) => (row === undefined || leftOut.has(row) ? [] : [row])))
  return {
    file: [...new Set(errors.flatMap(({ row, code }) => (row === undefined ? [code] : [])))],
    rows: [...rows].toSorted((a, b) => a - b),
    questions: [...new Set(messages.filter(({ severity }) => severity === 'Q').map(({ code }) => code))],
    flood: errors.some(({ params }) => params.more !== undefined),
  }
}

export const isBlocked = ({ file, rows, questions, flood }: Blockers): boolean =>
  file.length > 0 || rows.length > 0 || questions.length > 0 || flood

type Placed = Readonly<{ row: number; parentRow: number | null }>

/** Lines that stay, and the rows that do not: those left out, and everything below them in a multi-level BOM. */
export function keepLines<T extends Placed>(
  lines: readonly T[],
  leftOut: ReadonlySet<number>,
): { kept: T[]; gone: number[] } {
  if (leftOut.size === 0) return { kept: [...lines], gone: [] }
  const gone = new Set(leftOut)
  // Parents may stand below their children in a table with a parent column.
  for (let before = -1; before !== gone.size;) {
    before = gone.size
    for (const { row, parentRow } of lines) if (parentRow !== null && gone.has(parentRow)) gone.add(row)
  }
  const rows = new Set(lines.map(({ row }) => row))
  return {
    kept: lines.filter(({ row }) => !gone.has(row)),
    gone: [...gone].filter((row) => rows.has(row) || leftOut.has(row)).toSorted((a, b) => a - b),
  }
}
