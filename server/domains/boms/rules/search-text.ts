import { searchable, type BilingualText } from '@/server/kernel/bilingual'
import { foldText } from './search'

/** What of a line can be searched for. */
export type SearchedLine = Readonly<{
  refs: string
  refNames: readonly string[]
  ipn: string
  cpn: string
  mpn: string
  manufacturer: string
  value: string
  valueDisplay: string
  name: string
  description: BilingualText
  footprint: string
  package: string
  supplier: string
  supplierPart: string
  section: string
  note: string
  alternates: readonly Readonly<{ mpn: string; manufacturer: string }>[]
  extra: Readonly<Record<string, string>>
}>

/** The searchable words of a line, folded, without cells that may show a price. */
export function searchTextOf(line: SearchedLine, isPricedExtra: (key: string) => boolean): string {
  const free = Object.entries(line.extra).flatMap(([key, cell]) => (isPricedExtra(key) ? [] : [cell]))
  const searched = [
    line.refs,
    // A range hides the references inside it.
    line.refs.includes('-') ? line.refNames.join(' ') : '',
    line.ipn,
    line.cpn,
    line.mpn,
    line.manufacturer,
    line.value,
    line.valueDisplay === line.value ? '' : line.valueDisplay,
    line.name,
    searchable(line.description),
    line.footprint,
    line.package === line.footprint ? '' : line.package,
    line.supplier,
    line.supplierPart,
    line.section,
    line.note,
    ...line.alternates.flatMap(({ mpn, manufacturer }) => [mpn, manufacturer]),
    ...free,
  ]
  return foldText(searched.filter(Boolean).join(' '))
}
