/** Canonical columns with their weight in the header score (rules §3). */
export const FIELD_WEIGHTS = {
  lineNo: 1,
  level: 2,
  parentPn: 2,
  ipn: 3,
  cpn: 1,
  refdes: 4,
  qty: 4,
  qtyPer: 1,
  qtyTotal: 1,
  uom: 1,
  mpn: 3,
  manufacturer: 2,
  supplier: 1,
  supplierPn: 2,
  lcscPn: 2,
  description: 2,
  name: 1,
  value: 2,
  package: 2,
  symbol: 1,
  mount: 1,
  side: 1,
  dnp: 1,
  fitted: 1,
  excludeFromBom: 1,
  alternates: 1,
  altManufacturer: 1,
  altFlag: 1,
  altStatus: 1,
  tolerance: 1,
  voltage: 1,
  power: 1,
  current: 1,
  dielectric: 1,
  attritionPct: 1,
  attritionQty: 1,
  roundMultiple: 1,
  sourcing: 1,
  unitPrice: 1,
  extPrice: 1,
  currency: 1,
  moq: 1,
  leadTime: 1,
  msl: 1,
  rohs: 1,
  lifecycle: 1,
  datasheet: 1,
  hsCode: 1,
  coo: 1,
  critical: 1,
  itemType: 1,
  variants: 1,
  note: 1,
} as const

export type CanonicalField = keyof typeof FIELD_WEIGHTS

// The keys of the table above are the fields by construction.
export const CANONICAL_FIELDS = Object.keys(FIELD_WEIGHTS) as CanonicalField[]

export const fieldWeight = (field: CanonicalField): number => FIELD_WEIGHTS[field]

/** A header row names at least one of these. */
export const ANCHOR_FIELDS: ReadonlySet<CanonicalField> = new Set(['refdes', 'qty', 'mpn', 'ipn'])
