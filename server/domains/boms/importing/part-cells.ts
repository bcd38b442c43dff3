import type { MappedColumn } from './columns'
import { rankAlternates, splitMakerParts, splitPartNumbers, type MakerPart } from './part-numbers'
import type { RowReader } from './row-reader'
import { orNull } from './text'
import type { ImportedLine } from './types'

type Parts = { mpn: string | null; manufacturer: string | null; alternates: ImportedLine['alternates'] }

/** The part of a line and what may stand in for it, each with its maker where the file names one. */
export function readParts(reader: RowReader): Parts {
  const cell = reader.code('mpn')
  const maker = reader.text('manufacturer')
  const found: MakerPart[] = []
  let mpn: string | null = null
  let manufacturer = maker
  if (cell !== null) {
    const isMerged = reader.column('mpn')?.merged === true && maker === null
    const entries = isMerged ? splitMakerParts(cell) : withMakers(splitPartNumbers(cell), maker)
    const [first, ...rest] = entries
    mpn = first?.mpn ?? cell
    if (isMerged || entries.length > 1) manufacturer = first?.manufacturer ?? maker
    found.push(...rest)
  }
  const makers = reader.columns('altManufacturer')
  const columns = reader.columns('alternates')
  columns.forEach((column, i) => {
    const text = orNull(reader.cell(column))
    if (text === null || /^(是|否|y|n|yes|no|true|false)$/i.test(text)) return
    const makerColumn = makerOf(column, i, columns, makers)
    const altMaker = makerColumn === undefined ? null : orNull(reader.cell(makerColumn))
    found.push(...withMakers(splitPartNumbers(text), altMaker, true))
  })
  return { mpn, manufacturer, alternates: rankAlternates(mpn, found) }
}

/** As many makers as parts in their two cells belong to each other in order; one maker of several parts made only the first. */
function withMakers(parts: readonly string[], maker: string | null, all = false): MakerPart[] {
  const makers = maker === null || parts.length === 1 ? [] : splitPartNumbers(maker)
  if (makers.length === parts.length && parts.length > 1)
    return parts.map((mpn, i) => ({ mpn, manufacturer: makers[i] ?? null }))
  return parts.map((mpn, i) => ({ mpn, manufacturer: all || i === 0 ? maker : null }))
}

/** The maker column of an alternate: the n-th of as many, else the one between it and the next alternate. */
function makerOf(
  column: MappedColumn,
  at: number,
  columns: readonly MappedColumn[],
  makers: readonly MappedColumn[],
): MappedColumn | undefined {
  if (makers.length === columns.length) return makers[at]
  const end = columns[at + 1]?.index ?? Infinity
  return makers.find(({ index }) => index > column.index && index < end)
}
