import { sameManufacturer } from './manufacturers'

/** Longest key that is stored: a cell may be longer than an index entry can be. */
const longest = 200

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_.,]/g, '')

/** An internal number as it is compared: case, width, spaces and dashes do not matter (bom-import.md §11). */
export const partNumberKey = (number: string): string => folded(number).slice(0, longest)

/** A maker's part as it is compared; the maker's aliases agree. `CC0402-104|YAGEO`, with nothing after the bar where the maker is unknown. */
export const manufacturerPartKey = (mpn: string, manufacturer: string): string =>
  `${folded(mpn).slice(0, longest)}|${manufacturer.trim() === '' ? '' : sameManufacturer(manufacturer).slice(0, longest)}`

/** A supplier's number as it is compared: `LCSC|C1525`. */
export const supplierPartKey = (supplier: string, sku: string): string =>
  `${folded(supplier).slice(0, longest)}|${folded(sku).slice(0, longest)}`
