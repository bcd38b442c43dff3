import { longestTerm } from './term'

/** A term as a table carries it. */
export type TermRow = Readonly<{ en: string; zh: string; note: string; locked: boolean }>
/** A row that cannot be read: its number as a spreadsheet shows it, and why. */
export type RefusedRow = Readonly<{ row: number; code: 'termHalf' | 'termLong' }>

const header = ['en', 'zh', 'note', 'locked'] as const
const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** A cell that a spreadsheet would run as a formula is text to us. */
const inert = (text: string) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text)

/** Terms as CSV with a byte order mark, so that Excel and WPS read the Chinese. */
export const writeTerms = (terms: readonly TermRow[]): string =>
  `\uFEFF${[header, ...terms.map(({ en, zh, note, locked }) => [inert(en), inert(zh), inert(note), locked ? '1' : ''])]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')}\r\n`

/** Reads CSV, or what was copied from a spreadsheet. A first row that names columns is recognised; blank rows are left out. */
export function readTerms(text: string): Readonly<{ terms: TermRow[]; refused: RefusedRow[] }> {
  const body = text.replace(/^\uFEFF/, '')
  const separator = (body.split(/\r?\n/, 1)[0] ?? '').includes('\t') ? '\t' : ','
  const rows = cells(body, separator)
  const named = /^(en|english|英文)$/i.test(rows[0]?.[0]?.trim() ?? '')
  const terms: TermRow[] = []
  const refused: RefusedRow[] = []
  for (const [index, row] of rows.entries()) {
    const [en = '', zh = '', note = '', locked = ''] = row.map((each) => each.trim().replace(/^'(?=[=+\-@])/, ''))
    if ((index === 0 && named) || row.every((each) => each.trim() === '')) continue
    if (en === '' || zh === '') refused.push({ row: index + 1, code: 'termHalf' })
    else if (en.length > longestTerm || zh.length > longestTerm) refused.push({ row: index + 1, code: 'termLong' })
    else terms.push({ en, zh, note: note.slice(0, 500), locked: /^(1|true|yes|y|是|锁定)$/i.test(locked) })
  }
  return { terms, refused }
}

function cells(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let [value, quoted] = ['', false]
  const endCell = () => {
    rows.at(-1)?.push(value)
    value = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quoted) {
      if (character !== '"') value += character
      else if (text.charAt(at + 1) === '"') {
        value += '"'
        at++
      } else quoted = false
    } else if (character === '"' && value === '') quoted = true
    else if (character === separator) endCell()
    else if (character === '\n') {
      endCell()
      rows.push([])
    } else if (character !== '\r') value += character
  }
  endCell()
  return rows
}
