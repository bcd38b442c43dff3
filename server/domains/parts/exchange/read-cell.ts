import { isQuantity, tidyQuantity } from '../rules/check-breaks'
import { breaksText, readBreaks } from '../rules/break-cells'
import { readCurrency } from '../rules/currencies'
import { longest } from '../rules/limits'
import { fieldKinds, mslOf, type SheetField } from './sheet-fields'
import { readChoiceCell } from './sheet-words'

/** What is wrong with a row, each one sentence under `parts:sheet.problem`. */
export const cellProblems = [
  'valueUnknown',
  'dayUnknown',
  'numberUnknown',
  'priceUnknown',
  'currencyUnknown',
  'linkUnknown',
  'cellError',
  'tooLong',
] as const
export type CellProblem = (typeof cellProblems)[number]

const ok = (text: string) => ({ text })
const wrong = (problem: CellProblem) => ({ problem })

/** A cell of a field as it is kept while rows are compared, or what is wrong with it. Blank stays blank. */
export function readCell(field: SheetField, raw: string): Readonly<{ text: string } | { problem: CellProblem }> {
  const text = tidy(raw)
  if (text === '') return ok('')
  const kind = fieldKinds[field]
  switch (kind) {
    case 'text':
      return text.length > limitOf(field) ? wrong('tooLong') : ok(text)
    case 'link':
      if (text.length > longest.url) return wrong('tooLong')
      return /^https?:\/\/\S+$/i.test(text) ? ok(text) : wrong('linkUnknown')
    case 'kind':
    case 'lifecycle':
    case 'compliance':
    case 'status': {
      const key = readChoiceCell(kind, text)
      return key === null ? wrong('valueUnknown') : ok(key)
    }
    case 'msl': {
      const level = mslOf(text)
      return level === null ? wrong('valueUnknown') : ok(level)
    }
    case 'currency': {
      const currency = readCurrency(text)
      return currency === null ? wrong('currencyUnknown') : ok(currency)
    }
    case 'day': {
      const day = readDay(text)
      return day === null ? wrong('dayUnknown') : ok(day)
    }
    case 'breaks': {
      const breaks = readBreaks(text)
      return breaks === null ? wrong('priceUnknown') : ok(breaksText(breaks))
    }
    case 'quantity': {
      const number = plainNumber(text)
      return isQuantity(number) ? ok(tidyQuantity(number)) : wrong('numberUnknown')
    }
    case 'amount': {
      const number = plainNumber(text)
      return /^\d{1,12}(?:\.\d{1,6})?$/.test(number) ? ok(tidyQuantity(number)) : wrong('numberUnknown')
    }
    case 'percent': {
      const number = plainNumber(text.replace(/\s*[%％]$/, ''))
      return /^\d{1,2}(?:\.\d{1,4})?$/.test(number) ? ok(tidyQuantity(number)) : wrong('numberUnknown')
    }
    case 'days': {
      const number = plainNumber(text.replace(/\s*(?:days?|天)$/i, ''))
      return /^\d{1,4}$/.test(number) && Number(number) <= 1_500 ? ok(String(Number(number))) : wrong('numberUnknown')
    }
  }
}

/** Line ends as one, no space at the ends, and without the apostrophe that kept a spreadsheet from running the cell. */
const tidy = (raw: string): string =>
  raw
    .replace(/\r\n?/g, '\n')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')

const plainNumber = (text: string): string => {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
}

/** `2026-03-31` for `2026/3/31`, `2026.3.31`, `2026年3月31日`, also with a time behind it. Other orders are anybody's guess. */
export function readDay(text: string): string | null {
  const [, year, month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(text.normalize('NFKC')) ?? []
  if (year === undefined) return null
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const real = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? day : null
}

const limits: Readonly<Partial<Record<SheetField, number>>> = {
  number: longest.number,
  nameEn: longest.name,
  nameZh: longest.name,
  descriptionEn: longest.description,
  descriptionZh: longest.description,
  value: longest.value,
  uom: longest.uom,
  package: longest.package,
  makerPackage: longest.package,
  note: longest.note,
  mpn: longest.mpn,
  manufacturer: longest.manufacturer,
  supplier: longest.supplier,
  sku: longest.sku,
}
const limitOf = (field: SheetField): number => limits[field] ?? longest.note
