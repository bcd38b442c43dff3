import { MAX_ROWS } from '@/server/kernel/workbook-limits'
import { delimiterScore, parseDelimited, sepLine } from './delimited'
import { WorkbookRefusal } from './refusal'
import type { Sheet, SheetRow } from './sheet'

/** Text to be cut into rows, without its byte-order marks and its `sep=` line. */
export type TextBody = Readonly<{
  text: string
  /** Rows before it: 1 when a `sep=` line was taken off. */
  skipped: number
  /** As asked for, else as the `sep=` line says. */
  delimiter: string | undefined
}>

const DELIMITERS = ['\t', ',', ';', '|', ':']
const PROBE_ROWS = 150

/** `delimiter` = what a person chose; then a `sep=` line is an ordinary row. */
export function textBody(text: string, delimiter?: string): TextBody {
  const sep = delimiter === undefined ? sepLine(text) : null
  return {
    text: (sep === null ? text : text.slice(sep.start)).replace(/^\ufeff+/, ''),
    skipped: sep === null ? 0 : 1,
    delimiter: delimiter ?? sep?.delimiter,
  }
}

/** KiCad's semicolon preset quotes with apostrophes. */
function quoteOf(text: string, delimiter: string): string {
  const head = text.slice(0, 2_000)
  return head.startsWith("'") && head.includes(`'${delimiter}'`) ? "'" : '"'
}

/** `found`: cut at this delimiter, the first rows look like a table. */
export type Probe = { delimiter: string; found: boolean; score: number }

/** A delimiter under which a table appears beats any regularity; then the more regular one; ties in the given order. */
export function detectDelimiter(text: string, isTable: (rows: SheetRow[]) => boolean): Probe {
  const probes = DELIMITERS.map((delimiter): Probe => {
    const { rows } = parseDelimited(text, { delimiter, quote: quoteOf(text, delimiter), maxRows: PROBE_ROWS })
    return { delimiter, found: isTable(rows), score: delimiterScore(rows) }
  })
  const [best] = probes.toSorted((a, b) => Number(b.found) - Number(a.found) || b.score - a.score)
  return best ?? { delimiter: ',', found: false, score: 0 }
}

export const textSheet = (rows: SheetRow[]): Sheet => ({ name: '', hidden: false, rows, merges: [] })

/** The rows of a text, numbered as in the file. `unclosedRow`: where a quote opens that never closes. */
export function cutText({ text, skipped }: TextBody, delimiter: string): { sheet: Sheet; unclosedRow: number | null } {
  const { rows, unclosedRow } = parseDelimited(text, {
    delimiter,
    quote: quoteOf(text, delimiter),
    maxRows: MAX_ROWS + 1,
  })
  if (rows.length > MAX_ROWS) throw new WorkbookRefusal('tooMany', { n: rows.length, max: MAX_ROWS })
  if (skipped > 0) for (const row of rows) row.row += skipped
  return { sheet: textSheet(rows), unclosedRow: unclosedRow === null ? null : unclosedRow + skipped }
}
