import { quantityFrom, type TypedBreak } from '@/server/domains/parts/rules/break-cells'
import { checkBreaks, isQuantity, sortedBreaks } from '@/server/domains/parts/rules/check-breaks'
import { microsFrom } from '@/server/domains/parts/rules/price-text'
import type { PriceBreak } from '@/server/domains/parts/rules/price-breaks'

const isEmpty = ({ min, price }: TypedBreak): boolean => min.trim() === '' && price.trim() === ''

/** What is wrong with a row as it was typed. `row` counts from 1. */
export type BreakNote = Readonly<{ kind: 'badMin' | 'badPrice' | 'twice' | 'rises'; row: number }>

/** What to say of rows as they stand; `rises` alone keeps nobody from saving. */
export function notesOf(rows: readonly TypedBreak[]): BreakNote[] {
  const seen = new Set<string>()
  const notes: BreakNote[] = []
  rows.forEach((row, at) => {
    if (isEmpty(row)) return
    const min = quantityFrom(row.min)
    const micros = microsFrom(row.price)
    if (min === null || !isQuantity(min)) notes.push({ kind: 'badMin', row: at + 1 })
    else if (seen.has(String(Number(min)))) notes.push({ kind: 'twice', row: at + 1 })
    else seen.add(String(Number(min)))
    if (micros === null || micros === '0') notes.push({ kind: 'badPrice', row: at + 1 })
  })
  if (notes.length > 0) return notes
  const breaks = breaksOf(rows) ?? []
  return checkBreaks(breaks).rises.map((at) => ({ kind: 'rises', row: at + 1 }))
}

/** Rows as they are stored, in order of quantity and without empty ones; null while one cannot be read. */
export function breaksOf(rows: readonly TypedBreak[]): PriceBreak[] | null {
  const breaks: PriceBreak[] = []
  for (const row of rows) {
    if (isEmpty(row)) continue
    const min = quantityFrom(row.min)
    const micros = microsFrom(row.price)
    if (min === null || micros === null) return null
    breaks.push({ min, micros })
  }
  const sorted = sortedBreaks(breaks)
  return checkBreaks(sorted).faults.length === 0 ? sorted : null
}
