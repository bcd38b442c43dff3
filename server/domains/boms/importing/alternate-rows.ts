import { orNull, working } from './text'
import type { RowReader } from './row-reader'
import type { ImportedLine } from './types'

const FLAG = /^(替代?|代用?|副|次|alt(ernate)?|s(ub(stitute)?)?|2nd|y|yes|是)$/i
const stem = (text: string | null): string =>
  text === null
    ? ''
    : working(text)
        .toLowerCase()
        .replace(/[\s,，/].*$/, '')

/**
 * Is this row another source for the line above (rules §9)? Flag column, a sub-number without references, or a bare
 * part number that repeats or omits what the main row says.
 */
export function isAlternateRow(line: ImportedLine, reader: RowReader, main: ImportedLine | undefined): boolean {
  if (main === undefined || (line.mpn === null && line.ipn === null)) return false
  const flag = orNull(reader.text('altFlag') ?? '')
  if (flag !== null && FLAG.test(flag)) return true
  const hasQuantity = orNull(reader.text('qty') ?? '') !== null
  if (line.refs.length > 0 || hasQuantity || (!reader.has('refdes') && !reader.has('qty'))) return false
  const sub = /^(\d+)(?:[.-]\d+|[a-z])$/i.exec(line.lineNo ?? '')
  if (sub !== null && sub[1] === (main.lineNo ?? '').replace(/\.0$/, '')) return true
  const sameNumber = line.lineNo === null || line.lineNo === main.lineNo
  const sameStem =
    (line.value === null || line.value === line.mpn || stem(line.value) === stem(main.value)) &&
    (line.description === null || line.description === line.mpn || stem(line.description) === stem(main.description))
  return sameNumber && sameStem
}

/** Adds the row's part to its main line, after the alternates already there. */
export function attachAlternate(main: ImportedLine, line: ImportedLine): void {
  const mpn = line.mpn ?? line.ipn
  if (mpn === null) return
  const known = [main.mpn, ...main.alternates.map((alternate) => alternate.mpn)]
  if (known.some((other) => other !== null && other.toLowerCase() === mpn.toLowerCase())) return
  main.alternates.push({ mpn, manufacturer: line.manufacturer, priority: main.alternates.length + 1 })
}
