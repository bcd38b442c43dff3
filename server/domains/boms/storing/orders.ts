import { readIn } from '@/server/kernel/bilingual'
import type { ImportedLine } from '../importing/types'
import { storedSorts, type LineSort, type StoredSort } from '../rules/ordering'
import { naturalKey } from '../rules/refs'
import { foldText } from '../rules/search'
import type { LineRow } from './line-rows'

/** Positions of all lines in the order of one column; the first `filled` are not blank. */
export type LineOrder = Readonly<{ sort: LineSort; positions: readonly number[]; filled: number }>

const collators = {
  en: new Intl.Collator('en', { numeric: true }),
  // Pinyin order, as a Chinese reader expects.
  zh: new Intl.Collator('zh-CN', { numeric: true }),
}

/** What of a line its place in an order depends on. */
export type OrderedRow = Pick<
  LineRow,
  | 'refs'
  | 'quantity'
  | 'ipn'
  | 'mpn'
  | 'manufacturer'
  | 'value'
  | 'package'
  | 'footprint'
  | 'description'
  | 'name'
  | 'unit_price_micros'
  | 'unit_price_currency'
>
/** Its value as a number, where it is an electrical one. */
export type Measured = Pick<ImportedLine, 'valueSI' | 'valueUnit'>

/** Orders the lines by sortable columns, all of them unless said otherwise. Equal cells keep the order of the file. */
export function lineOrders(
  rows: readonly OrderedRow[],
  lines: readonly Measured[],
  sorts: readonly StoredSort[] = storedSorts,
): LineOrder[] {
  const text = (cells: readonly string[], collator: Intl.Collator | null) => order(rank(cells, collator))
  const natural = (pick: (row: OrderedRow) => string) =>
    text(
      rows.map((row) => naturalKey(foldText(pick(row)))),
      null,
    )
  const description = (language: 'en' | 'zh') =>
    text(
      rows.map((row) => foldText(readIn(language, row.description).text || row.name)),
      collators[language],
    )
  const by: Record<StoredSort, () => Omit<LineOrder, 'sort'>> = {
    refs: () => natural(({ refs }) => refs),
    quantity: () => order(rows.map(({ quantity }) => (quantity === null ? null : Number(quantity)))),
    ipn: () => natural(({ ipn }) => ipn),
    mpn: () => natural(({ mpn }) => mpn),
    manufacturer: () =>
      text(
        rows.map(({ manufacturer }) => foldText(manufacturer)),
        collators.zh,
      ),
    value: () => order(valueRanks(rows, lines)),
    package: () => natural((row) => row.package || row.footprint),
    descriptionEn: () => description('en'),
    descriptionZh: () => description('zh'),
    price: () =>
      order(
        rank(
          rows.map(({ unit_price_micros: micros, unit_price_currency: currency }) =>
            micros === null ? '' : `${currency ?? ''} ${micros.padStart(20, '0')}`,
          ),
          null,
        ),
      ),
  }
  return sorts.map((sort) => ({ sort, ...by[sort]() }))
}

/** Ranks of texts, equal ones alike; only distinct texts are compared, because a BOM repeats itself. */
function rank(cells: readonly string[], collator: Intl.Collator | null): (number | null)[] {
  const distinct = [...new Set(cells)].filter((cell) => cell !== '')
  if (collator) distinct.sort(collator.compare)
  else distinct.sort()
  const ranks = new Map(distinct.map((cell, index) => [cell, index]))
  return cells.map((cell) => ranks.get(cell) ?? null)
}

/** Resistors among resistors by ohms, capacitors by farads; what is no electrical value after them, by its text. */
function valueRanks(rows: readonly OrderedRow[], lines: readonly Measured[]): (number | null)[] {
  const texts = rank(
    rows.map(({ value }) => naturalKey(foldText(value))),
    null,
  )
  const measured = rows.flatMap((row, index) => {
    const line = lines[index]
    return line && line.valueSI !== null && row.value !== ''
      ? [{ index, unit: line.valueUnit ?? '', amount: line.valueSI }]
      : []
  })
  measured.sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.amount - b.amount))
  const ranks: (number | null)[] = texts.map((each) => (each === null ? null : each + measured.length))
  let group = 0
  let before: { unit: string; amount: number } | undefined
  for (const each of measured) {
    if (before && (before.unit !== each.unit || before.amount !== each.amount)) group++
    ranks[each.index] = group
    before = each
  }
  return ranks
}

function order(keys: readonly (number | null)[]): Omit<LineOrder, 'sort'> {
  const filled: { key: number; position: number }[] = []
  const blank: number[] = []
  for (const [index, key] of keys.entries()) {
    if (key === null) blank.push(index + 1)
    else filled.push({ key, position: index + 1 })
  }
  filled.sort((a, b) => a.key - b.key || a.position - b.position)
  return { positions: [...filled.map(({ position }) => position), ...blank], filled: filled.length }
}
