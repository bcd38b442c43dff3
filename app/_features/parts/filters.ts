import { partFilters, type PartFilter } from '@/server/domains/parts/rules/filters'

export type Filters = Readonly<{ search: string; filters: PartFilter[]; archived: boolean }>

/** What of the list is asked for, as it stands in the address: `?q=0402&filter=noApproved,eol&archived=1`. */
export function readFilters(query: Pick<URLSearchParams, 'get'>): Filters {
  const named = (query.get('filter') ?? '').split(',')
  return {
    search: (query.get('q') ?? '').slice(0, 200),
    filters: partFilters.filter((filter) => named.includes(filter)),
    archived: query.get('archived') !== null,
  }
}

/** The same back into an address. */
export function writeFilters({ search, filters, archived }: Filters): string {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  if (filters.length > 0) query.set('filter', filters.join(','))
  if (archived) query.set('archived', '1')
  return query.toString()
}

export const isUnfiltered = ({ search, filters, archived }: Filters): boolean =>
  search === '' && filters.length === 0 && !archived
