import type { LinePatch } from './edit-line'

/** Columns of the grid that a table can be pasted into. */
export const pastedColumns = [
  'refs',
  'quantity',
  'value',
  'mpn',
  'manufacturer',
  'description',
  'package',
  'ipn',
  'supplierPart',
  'section',
  'note',
] as const
export type PastedColumn = (typeof pastedColumns)[number]
export const isPasted = (key: string): key is PastedColumn => pastedColumns.some((column) => column === key)

/** Lines that one paste may write. */
export const mostPasted = 1_000

/**
 * A block from the clipboard as rows of cells, as spreadsheets put it there: tabs between cells, line ends between rows,
 * quotes around cells that hold either. The apostrophe that keeps a cell from being a formula is taken off.
 */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)?.push(/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (quoted) {
      if (char !== '"') cell += char
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else quoted = false
    } else if (char === '"' && cell === '' && closes(text, at + 1)) quoted = true
    else if (char === '\t') end()
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text.charAt(at + 1) === '\n') at++
      end()
      rows.push([])
    } else cell += char
  }
  end()
  // A block ends with a line end.
  const last = rows.at(-1)
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop()
  return rows
}

/** A quote at the start of a cell stands around it only where another one ends the cell: `4.7" display` has none. */
function closes(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) !== '"') continue
    if (text.charAt(at + 1) === '"') at++
    else return at + 1 === text.length || /[\t\r\n]/.test(text.charAt(at + 1))
  }
  return false
}

/** What a line shows in the columns that can be pasted into. */
export type PasteLine = Readonly<{
  id: string
  version: number
  position: number
  refs: string
  quantity: string | null
  value: string
  mpn: string
  manufacturer: string
  description: LinePatchText
  name: string
  package: string
  footprint: string
  ipn: string
  supplierPart: string
  section: string
  note: string
}>
type LinePatchText = Readonly<{ en: string; zh: string; source: 'en' | 'zh' }>

export type PastedCell = Readonly<{ column: PastedColumn; from: string; to: string }>
export type PastedLine = Readonly<{ line: PasteLine; cells: readonly PastedCell[]; patch: LinePatch }>

const same = (a: string, b: string): boolean => a.trim() === b.trim()

/**
 * What a pasted block would change, line by line. `columns` are those of the grid from the cell it was pasted to on,
 * null for one that cannot be pasted into. A description goes to the side of the reader's language.
 */
export function proposePaste(
  lines: readonly PasteLine[],
  block: readonly (readonly string[])[],
  columns: readonly (PastedColumn | null)[],
  language: 'en' | 'zh',
): PastedLine[] {
  return lines.flatMap((line, index) => {
    const cells = (block[index] ?? []).flatMap((pasted, at) => {
      const column = columns[at] ?? null
      const from = column === null ? '' : shownIn(line, column, language)
      return column === null || same(from, pasted) ? [] : [{ column, from, to: pasted.trim() }]
    })
    if (cells.length === 0) return []
    const patch = Object.assign({}, ...cells.map((cell) => patchOf(line, cell, language))) as LinePatch
    return [{ line, cells, patch }]
  })
}

function shownIn(line: PasteLine, column: PastedColumn, language: 'en' | 'zh'): string {
  if (column === 'description') return line.description[language]
  if (column === 'package') return line.package || line.footprint
  return line[column] ?? ''
}

function patchOf({ description }: PasteLine, { column, to }: PastedCell, language: 'en' | 'zh'): LinePatch {
  if (column !== 'description') return { [column]: to }
  const [en, zh] = language === 'en' ? [to, description.zh] : [description.en, to]
  const source = description.en === '' && description.zh === '' ? language : description.source
  return { description: { en, zh, source } }
}
