import type { SheetField } from '@/server/domains/specs/exchange/sheet-fields'

/** Whether a clipboard holds a table rather than words: cells beside each other, as spreadsheets put them there. */
export const isTable = (text: string): boolean => /[^\t\r\n][^\r\n]*\t|\t[^\r\n]*[^\t\r\n]/.test(text)

/** Columns after a person said what one of them is; a field has one column. */
export const assignColumn = (
  columns: readonly (SheetField | null)[],
  at: number,
  field: SheetField | null,
): (SheetField | null)[] => columns.map((before, index) => (index === at ? field : before === field ? null : before))

/** The name a spreadsheet gives to a column by its position from 0: A … Z, AA … */
export function columnLetter(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnLetter(Math.floor(at / 26) - 1) + letter
}
