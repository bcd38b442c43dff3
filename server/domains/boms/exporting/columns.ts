import type { BilingualText } from '@/server/kernel/bilingual'
import type { AlternateState } from '@/server/domains/parts/lifecycle'
import type { LineUsage, SuppliedBy } from '../lifecycle'

/**
 * Columns of an exported BOM, in order. Their headings are in the reader's language and are read back by the importer.
 * A column per variant follows after `packMultiple`, and three per alternate after `alternates`.
 */
export const exportColumns = [
  'lineNo',
  'level',
  'refs',
  'quantity',
  'uom',
  'ipn',
  'cpn',
  'mpn',
  'manufacturer',
  'name',
  'value',
  'footprint',
  'description',
  'descriptionEn',
  'descriptionZh',
  'mount',
  'side',
  'dnp',
  'excludeFromBom',
  'usage',
  'suppliedBy',
  'attritionPct',
  'attritionExtra',
  'packMultiple',
  'variant',
  'alternates',
  'alternateManufacturer',
  'alternateStatus',
  'supplier',
  'supplierPart',
  'tolerance',
  'voltage',
  'power',
  'current',
  'dielectric',
  'note',
  'unitPrice',
] as const
export type ExportColumn = (typeof exportColumns)[number]

/** A stored line as an export needs it. */
export type ExportLine = Readonly<{
  position: number
  parentPosition: number | null
  lineNo: string
  level: number | null
  section: string
  refs: string
  quantity: string | null
  uom: string
  ipn: string
  cpn: string
  mpn: string
  manufacturer: string
  name: string
  value: string
  footprint: string
  description: BilingualText
  mount: string
  side: string
  dnp: boolean
  excludeFromBom: boolean
  usage: LineUsage
  suppliedBy: SuppliedBy
  attritionPct: string | null
  attritionExtra: string | null
  packMultiple: string | null
  notFitted: readonly string[]
  alternates: readonly { mpn: string; manufacturer: string; status: AlternateState }[]
  supplier: string
  supplierPart: string
  attributes: Readonly<Partial<Record<'tolerance' | 'voltage' | 'power' | 'current' | 'dielectric', string | null>>>
  note: string
  unitPriceMicros: bigint | null
  unitPriceCurrency: string | null
  extra: Readonly<Record<string, string>>
}>

/** Words an export writes into cells, in the reader's language. */
export type ExportWords = Readonly<{
  heading: (column: ExportColumn) => string
  yes: string
  no: string
  asRequired: string
  usage: (usage: Exclude<LineUsage, 'normal'>) => string
  brand: string
  status: (status: AlternateState) => string
}>
