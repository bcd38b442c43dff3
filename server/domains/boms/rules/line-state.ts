import type { BilingualText } from '@/server/kernel/bilingual'
import type { LineUsage, SuppliedBy } from '../lifecycle'
import type { LineAlternate } from './alternates'

/** A line as it is compared, checked and hashed: what it says, and which line of another revision it is (`key`). */
export type LineState = Readonly<{
  id: string
  /** The same line in every revision. */
  key: string
  position: number
  lineNo: string
  section: string
  level: number | null
  parentKey: string | null
  /** How people name the parent: references, else number, else words. */
  parentLabel: string
  /** Canonical text of the references. */
  refs: string
  /** Decimal text without trailing zeros; null = as required. */
  quantity: string | null
  uom: string
  ipn: string
  cpn: string
  name: string
  mpn: string
  manufacturer: string
  partId: string | null
  supplier: string
  supplierPart: string
  value: string
  footprint: string
  package: string
  description: BilingualText
  mount: string
  side: string
  dnp: boolean
  excludeFromBom: boolean
  usage: LineUsage
  suppliedBy: SuppliedBy
  notFitted: readonly string[]
  alternates: readonly LineAlternate[]
  childBomId: string | null
  /** The revision it is pinned to; in a draft the one that would be pinned now. */
  childRevisionId: string | null
  /** Name and revision of the BOM that the line is, for reading. */
  childLabel: string
  attritionPct: string | null
  attritionExtra: string | null
  packMultiple: string | null
  note: string
  /** Null also for readers who may not see prices. */
  unitPriceMicros: string | null
  unitPriceCurrency: string | null
}>

/** How people name a line: its references, else its numbers, else its words, else where it stands. */
export const labelOf = (line: Pick<LineState, 'refs' | 'mpn' | 'ipn' | 'name' | 'description' | 'position'>): string =>
  line.refs || line.mpn || line.ipn || line.name || line.description[line.description.source] || `#${line.position}`
