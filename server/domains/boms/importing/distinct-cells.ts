import { cellKey, meaningOf } from './cell-values'
import { cellMeanings, isMeantField, type CellMeanings } from './meanings'
import { isBlank, working } from './text'
import type { DetectedColumn, DetectedValues, ImportedLine } from './types'

const cellsListed = 40
/** A column with more different cells holds text, whatever its heading says. */
const mostDifferent = 500

/** The different cells of each column that has few, with how often they stand there and how each is read. */
export function describeValues(
  columns: readonly DetectedColumn[],
  lines: readonly ImportedLine[],
  said: CellMeanings = {},
): DetectedValues[] {
  const found = new Map<DetectedValues['field'], Map<string, { text: string; count: number }>>()
  for (const { field, letter } of columns) {
    if (field === null || !isMeantField(field)) continue
    const cells = found.get(field) ?? new Map<string, { text: string; count: number }>()
    found.set(field, cells)
    for (const { raw } of lines) {
      const text = working(raw[letter] ?? '')
      if (isBlank(text)) continue
      const key = cellKey(text)
      const known = cells.get(key)
      if (known) known.count++
      else if (cells.size < mostDifferent) cells.set(key, { text: text.slice(0, 200), count: 1 })
    }
  }
  return [...found].flatMap(([field, cells]) => {
    if (cells.size === 0) return []
    const listed = [...cells.values()].toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    return [
      {
        field,
        meanings: cellMeanings[field],
        cells: listed
          .slice(0, cellsListed)
          .map((cell) => ({ ...cell, key: cellKey(cell.text), meaning: meaningOf(field, cell.text, said) })),
        more: Math.max(0, cells.size - cellsListed),
      },
    ]
  })
}
