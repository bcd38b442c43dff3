import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { importStates, revisionStates } from '@/server/domains/boms/lifecycle'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'
import { products } from './products'

/** A bill of materials of a product. */
export const boms = pgTable(
  'boms',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    name: bilingualText('name').notNull(),
    currentRevisionId: text('current_revision_id'),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('boms_product_idx').on(t.productId)],
)

/** Working revisions count 0.1, 0.2 …; letters come with release. */
export const bomRevisions = pgTable(
  'bom_revisions',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    bomId: text('bom_id')
      .notNull()
      .references(() => boms.id),
    number: text('number').notNull(),
    ordinal: integer('ordinal').notNull(),
    state: oneOf('state', revisionStates).notNull().default('draft'),
    importId: text('import_id'),
    /** Derived when lines change, so that lists never count. */
    lineCount: integer('line_count').notNull().default(0),
    placementCount: integer('placement_count').notNull().default(0),
    createdBy: text('created_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('bom_revisions_ordinal_key').on(t.bomId, t.ordinal)],
)

/** One line. Parsed values stand beside the raw cells: disputes are settled on the raw text. */
export const bomLines = pgTable(
  'bom_lines',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    bomId: text('bom_id').notNull(),
    revisionId: text('revision_id')
      .notNull()
      .references(() => bomRevisions.id, { onDelete: 'cascade' }),
    /** 1-based order in the file. */
    position: integer('position').notNull(),
    sourceRow: integer('source_row'),
    lineNo: text('line_no').notNull().default(''),
    level: integer('level'),
    parentPosition: integer('parent_position'),
    section: text('section').notNull().default(''),
    /** References as one canonical text (`C1-C4, C9`); single references are rows of bom_line_refs. */
    refs: text('refs').notNull().default(''),
    refCount: integer('ref_count').notNull().default(0),
    /** Null means "as required". */
    quantity: numeric('quantity', { precision: 18, scale: 6 }),
    uom: text('uom').notNull().default(''),
    ipn: text('ipn').notNull().default(''),
    mpn: text('mpn').notNull().default(''),
    manufacturer: text('manufacturer').notNull().default(''),
    supplier: text('supplier').notNull().default(''),
    supplierPart: text('supplier_part').notNull().default(''),
    value: text('value').notNull().default(''),
    footprint: text('footprint').notNull().default(''),
    package: text('package').notNull().default(''),
    description: bilingualText('description').notNull(),
    mount: text('mount').notNull().default(''),
    dnp: boolean('dnp').notNull().default(false),
    excludeFromBom: boolean('exclude_from_bom').notNull().default(false),
    alternates: jsonb('alternates').$type<{ mpn: string; manufacturer: string; priority: number }[]>().notNull(),
    /** Micro-units of the currency's major unit; shown only to parties with the price grant. */
    unitPriceMicros: bigint('unit_price_micros', { mode: 'bigint' }),
    unitPriceCurrency: text('unit_price_currency'),
    note: text('note').notNull().default(''),
    extra: jsonb('extra').$type<Record<string, string>>().notNull(),
    raw: jsonb('raw').$type<Record<string, string>>().notNull(),
    /** Codes of the messages the importer left on this line. */
    flags: text('flags').array().notNull(),
    /** Folded text of all searchable fields, without price columns. */
    searchText: text('search_text').notNull(),
    ...versioned,
  },
  (t) => [
    uniqueIndex('bom_lines_position_key').on(t.revisionId, t.position),
    index('bom_lines_mpn_idx').on(t.orgId, t.mpn),
  ],
)

/** One row per reference: duplicates and later comparisons are found per reference. */
export const bomLineRefs = pgTable(
  'bom_line_refs',
  {
    lineId: text('line_id')
      .notNull()
      .references(() => bomLines.id, { onDelete: 'cascade' }),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    revisionId: text('revision_id').notNull(),
    ref: text('ref').notNull(),
    ordinal: integer('ordinal').notNull(),
    dnp: boolean('dnp').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.lineId, t.ordinal] }), index('bom_line_refs_ref_idx').on(t.revisionId, t.ref)],
)

/** A file on its way in: the person corrects what was detected, then accepts. Lines exist only after that. */
export const bomImports = pgTable(
  'bom_imports',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    bomId: text('bom_id'),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    byteSize: integer('byte_size').notNull(),
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull(),
    state: oneOf('state', importStates).notNull().default('preview'),
    revisionId: text('revision_id'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    committedAt: instant('committed_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('bom_imports_product_idx').on(t.productId, t.state)],
)
