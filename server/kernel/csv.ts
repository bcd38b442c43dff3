/** What Excel would run as a formula. A tab or a line end can hide one at the start of a cell. */
const formula = /^[=+\-@\t\r\n]/
/** Text that Excel shows and never runs: a leading apostrophe, which the importer drops again. */
export const neutralised = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

/** One record, every field quoted, ended as RFC 4180 says. */
export const csvRecord = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${neutralised(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

export const csvType = 'text/csv; charset=utf-8'

export function csvText(records: Iterable<readonly string[]>): string {
  const parts: string[] = []
  for (const cells of records) parts.push(csvRecord(cells))
  return parts.join('')
}
