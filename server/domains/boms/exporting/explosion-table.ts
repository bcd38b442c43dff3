import type { ExplosionTotal } from '../queries/explosion'

/** Columns of an exported explosion, in order. No price is among them. */
export const explosionColumns = [
  'role',
  'ipn',
  'mpn',
  'manufacturer',
  'value',
  'package',
  'description',
  'refs',
  'gross',
  'uom',
  'pct',
  'extra',
  'need',
  'order',
] as const
export type ExplosionColumn = (typeof explosionColumns)[number]

const counted: ReadonlySet<ExplosionColumn> = new Set(['gross', 'need', 'order', 'pct', 'extra'])
export const isCountedColumn = (column: ExplosionColumn): boolean => counted.has(column)

/** The words a record is written in, in the reader's language. */
export type ExplosionWords = Readonly<{
  role: (role: ExplosionTotal['role']) => string
  text: (description: NonNullable<ExplosionTotal['description']>) => string
  asRequired: string
}>

/** One total as cells, in the order of `explosionColumns`. What is as required has words instead of numbers. */
export function explosionRecord(total: ExplosionTotal, words: ExplosionWords): string[] {
  const onlyAsRequired = total.asRequired && total.gross === '0'
  return explosionColumns.map((column) => {
    if (column === 'role') return words.role(total.role)
    if (column === 'description') return (total.description && words.text(total.description)) || total.name
    if (column === 'gross' && onlyAsRequired) return words.asRequired
    if (onlyAsRequired && isCountedColumn(column)) return ''
    if (total.role === 'make' && (column === 'need' || column === 'order')) return ''
    if ((column === 'pct' || column === 'extra') && total.lossSource === null) return ''
    return total[column]
  })
}
