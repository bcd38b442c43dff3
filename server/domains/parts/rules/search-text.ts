import { searchable, type BilingualText } from '@/server/kernel/bilingual'

type Searched = Readonly<{
  number: string
  name: BilingualText
  description: BilingualText
  value: string
  package: string
}>
type SearchedSource = Readonly<{ mpn: string; manufacturer: string }>
type SearchedSupplier = Readonly<{ supplier: string; sku: string }>

const longestSearched = 8_000

/** Words in one case and width. */
export const foldSearch = (text: string): string => text.normalize('NFKC').toLowerCase()
/** Without what people leave out when they type a number: `GRM155R71C104KA88D` for `grm155-r71c 104ka88d`. */
const joined = (text: string): string => foldSearch(text).replace(/[\s\-_.,/]/g, '')

/** All a part is found by: numbers as they are written and as they are typed, and names in both languages. */
export function partSearchText(
  part: Searched,
  sources: readonly SearchedSource[],
  suppliers: readonly SearchedSupplier[],
): string {
  const numbers = [part.number, ...sources.map(({ mpn }) => mpn), ...suppliers.map(({ sku }) => sku)]
  const words = [
    ...numbers,
    ...numbers.map(joined),
    searchable(part.name),
    part.value,
    part.package,
    ...sources.map(({ manufacturer }) => manufacturer),
    ...suppliers.map(({ supplier }) => supplier),
    searchable(part.description),
  ].map(foldSearch)
  return [...new Set(words)].filter(Boolean).join('\n').slice(0, longestSearched)
}

/** The words of a query, each of which has to be found; at most eight. */
export const searchWords = (query: string): string[] => foldSearch(query).split(/\s+/).filter(Boolean).slice(0, 8)
