/** Columns a BOM can be sorted by; `position` is the order of the file and needs no list of its own. */
export const lineSorts = [
  'position',
  'refs',
  'quantity',
  'ipn',
  'mpn',
  'manufacturer',
  'value',
  'package',
  'descriptionEn',
  'descriptionZh',
  'price',
] as const
export type LineSort = (typeof lineSorts)[number]
export type StoredSort = Exclude<LineSort, 'position'>
/** Sorts with a stored list. */
export const storedSorts = lineSorts.filter((sort): sort is StoredSort => sort !== 'position')

/**
 * Which stretches of an ascending list (blanks last) make up one window, in reading order. Indexes are 1-based and
 * inclusive, as in SQL array slices; a reversed stretch is read backwards. Blanks stay last in both directions.
 */
export function windowSlices(
  { total, filled, descending }: { total: number; filled: number; descending: boolean },
  offset: number,
  limit: number,
): { from: number; to: number; reversed: boolean }[] {
  const end = Math.min(offset + limit, total)
  if (offset >= end) return []
  if (!descending) return [{ from: offset + 1, to: end, reversed: false }]
  const slices: { from: number; to: number; reversed: boolean }[] = []
  const reversedEnd = Math.min(end, filled)
  if (offset < reversedEnd) slices.push({ from: filled - reversedEnd + 1, to: filled - offset, reversed: true })
  if (end > filled) slices.push({ from: Math.max(offset, filled) + 1, to: end, reversed: false })
  return slices
}
