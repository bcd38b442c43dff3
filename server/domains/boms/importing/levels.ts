import { MAX_LEVEL_DEPTH } from './limits'
import type { MessageList } from './messages'
import type { RowReader } from './row-reader'
import type { ImportedLine } from './types'
import { wholeNumber } from './quantity'

/** What one row says about its place in the tree. */
export type LevelHint = {
  level: number | null
  outline: string | null
  parent: string | null
  itemType: string | null
  /** Blanks before the name or number of the item. */
  indent: number
  raw: string | null
}

export function levelHint(reader: RowReader, line: ImportedLine): LevelHint {
  const raw = reader.text('level')
  const itemText = line.ipn ?? line.mpn ?? line.name ?? ''
  const marks = /^(\.+|\++)(?=[^.+\d]|\d*$)/.exec(raw ?? '')
  const dots = raw === null ? null : /^\.+(\d+)$/.exec(raw)
  let level: number | null = null
  if (raw !== null && /^-?\d{1,3}$/.test(raw)) level = Number(raw)
  else if (dots !== null) level = Number(dots[1])
  else if (marks !== null) level = marks[0].length
  else if (raw === null && /^\.{1,20}(?=\w)/.test(itemText)) level = /^\.+/.exec(itemText)?.[0].length ?? null
  const outline = raw !== null && /^\d+(\.\d+)+$/.test(raw) ? raw : null
  return {
    level,
    outline,
    parent: reader.text('parentPn'),
    itemType: reader.text('itemType') ?? reader.text('sourcing'),
    indent: indentOf(reader),
    raw,
  }
}

const INDENTED = ['lineNo', 'ipn', 'mpn', 'name', 'description'] as const

function indentOf(reader: RowReader): number {
  for (const field of INDENTED) {
    const column = reader.column(field)
    const blanks = column === undefined ? 0 : (/^[ \t\u3000\u00a0]+(?=\S)/.exec(reader.cell(column))?.[0].length ?? 0)
    if (blanks > 0) return blanks
  }
  return 0
}

/** Depth by the widths of the rows above, where a fair share of rows is set in and the first is not. */
function byIndent(indents: readonly number[]): number[] | null {
  const inset = indents.filter((indent) => indent > 0).length
  if (indents[0] !== 0 || inset < 2 || inset < indents.length * 0.2) return null
  const widths: number[] = []
  return indents.map((indent) => {
    while (widths.length > 0 && (widths.at(-1) ?? 0) >= indent) widths.pop()
    widths.push(indent)
    return widths.length
  })
}

const codeOf = (line: ImportedLine): string | null => line.ipn ?? line.mpn ?? line.name

/** `1.1.2` under `1.1`. */
function byOutline(lines: readonly ImportedLine[], outlines: readonly string[], messages: MessageList): void {
  const rows = new Map<string, ImportedLine>()
  lines.forEach((line, i) => {
    const outline = outlines[i] ?? ''
    rows.set(outline, line)
    const parts = outline.split('.')
    line.level = parts.length
    if (parts.length < 2) return
    const parent = rows.get(parts.slice(0, -1).join('.'))
    if (parent === undefined) messages.add('BOM-E081', { p: parts.slice(0, -1).join('.') }, { row: line.row })
    else line.parentRow = parent.row
  })
}

function byNumber(lines: readonly ImportedLine[], levels: readonly (number | null)[], messages: MessageList): void {
  const stack: { level: number; row: number }[] = []
  let previous: number | null = null
  lines.forEach((line, i) => {
    const level = levels[i] ?? null
    if (level === null) return
    line.level = level
    if (level < 0 || level > MAX_LEVEL_DEPTH || (previous !== null && level > previous + 1)) {
      messages.add('BOM-E080', { a: previous ?? 0, b: level }, { row: line.row })
    }
    while (stack.length > 0 && (stack.at(-1)?.level ?? 0) >= level) stack.pop()
    line.parentRow = stack.at(-1)?.row ?? null
    stack.push({ level, row: line.row })
    previous = level
  })
}

/** Parent by item code, in any order; cycles are reported once each with their path. */
function byParent(lines: readonly ImportedLine[], parents: readonly (string | null)[], messages: MessageList): void {
  const byCode = new Map<string, ImportedLine>()
  for (const line of lines) {
    const code = codeOf(line)
    if (code !== null && !byCode.has(code)) byCode.set(code, line)
  }
  const known = lines.some((_, i) => byCode.has(parents[i] ?? ''))
  const roots = new Set(parents.filter((parent) => parent !== null))
  const edges = new Map<string, Set<string>>()
  lines.forEach((line, i) => {
    const parent = parents[i] ?? null
    const code = codeOf(line)
    if (parent === null) return
    const owner = byCode.get(parent)
    if (owner !== undefined && owner !== line) line.parentRow = owner.row
    // A single unknown parent is the product itself; several unknown ones among known ones are mistakes.
    else if (owner === undefined && known && roots.size > 1 && parent !== parents[0])
      messages.add('BOM-E081', { p: parent }, { row: line.row })
    if (code !== null) edges.set(parent, (edges.get(parent) ?? new Set()).add(code))
  })
  const cycle = findCycle(edges)
  if (cycle !== null) messages.add('BOM-E082', { path: cycle.join(' → ') })
}

function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>()
  for (const start of edges.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    const stack: { code: string; children: string[] }[] = [{ code: start, children: [...(edges.get(start) ?? [])] }]
    path.push(start)
    onPath.add(start)
    while (stack.length > 0) {
      const top = stack.at(-1)
      const next = top?.children.pop()
      if (next === undefined) {
        const left = stack.pop()
        path.pop()
        if (left !== undefined) {
          onPath.delete(left.code)
          done.add(left.code)
        }
        continue
      }
      if (onPath.has(next)) return [...path.slice(path.indexOf(next)), next]
      if (done.has(next)) continue
      path.push(next)
      onPath.add(next)
      stack.push({ code: next, children: [...(edges.get(next) ?? [])] })
    }
  }
  return null
}

const MAKE = /自制|\bmake\b|半成品/i

/** Sets `level` and `parentRow`. Levels win over parents: a file that has both repeats itself. */
export function linkLevels(lines: readonly ImportedLine[], hints: readonly LevelHint[], messages: MessageList): void {
  const levels = hints.map(({ level }) => level)
  const numbered = levels.filter((level) => level !== null).length
  const parents = hints.map(({ parent }) => parent)
  const hasParents = parents.some((parent) => parent !== null)
  if (numbered > 0 && numbered >= lines.length * 0.5 && new Set(levels).size > 1) byNumber(lines, levels, messages)
  else if (
    hints.length > 0 &&
    hints.filter(({ outline, raw }) => outline !== null || /^\d+$/.test(raw ?? '')).length >= lines.length * 0.9 &&
    hints.some(({ outline }) => outline !== null)
  ) {
    byOutline(
      lines,
      hints.map(({ raw }) => raw ?? ''),
      messages,
    )
  } else if (!hasParents) {
    const depths = byIndent(hints.map(({ indent }) => indent))
    if (depths) byNumber(lines, depths, messages)
    else byLineNumber(lines, messages)
  }
  if (hasParents) byParent(lines, parents, messages)
  const owners = new Set(lines.map(({ parentRow }) => parentRow))
  lines.forEach((line, i) => {
    const type = hints[i]?.itemType ?? null
    if (type !== null && MAKE.test(type) && line.level !== null && !owners.has(line.row))
      messages.add('BOM-W083', {}, { row: line.row })
  })
}

/** Outline numbers in the item column (`1`, `1.1`, `1.1.2`). */
function byLineNumber(lines: readonly ImportedLine[], messages: MessageList): void {
  const numbers = lines.map(({ lineNo }) => lineNo ?? '')
  const dotted = numbers.filter((text) => /^\d+(\.\d+)+$/.test(text)).length
  const plain = numbers.filter((text) => /^\d+(\.\d+)*$/.test(text)).length
  // `1.0 2.0 3.0` are numbers a spreadsheet stored as decimals, not an outline.
  const isOutline =
    dotted > 0 &&
    plain === lines.length &&
    numbers.some((text) => wholeNumber(text) !== null) &&
    new Set(numbers).size === numbers.length
  if (isOutline && !numbers.every((text) => /^\d+(\.0)?$/.test(text))) byOutline(lines, numbers, messages)
}
