import { sql } from 'drizzle-orm'
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
import type { ElectricalAttributes } from '@/server/domains/boms/importing/types'
import { importStates, revisionStates } from '@/server/domains/boms/lifecycle'
import type { ImportChoices } from '@/server/domains/boms/rules/choices'
import type { RevisionSource } from '@/server/domains/boms/rules/columns'
import type { LineSort } from '@/server/domains/boms/rules/ordering'
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
    /** The file it was read from, as understood when it was accepted. Null for revisions made in the portal. */
    source: jsonb('source').$type<RevisionSource>(),
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
    /** The customer's own number. */
    cpn: text('cpn').notNull().default(''),
    name: text('name').notNull().default(''),
    mpn: text('mpn').notNull().default(''),
    manufacturer: text('manufacturer').notNull().default(''),
    supplier: text('supplier').notNull().default(''),
    supplierPart: text('supplier_part').notNull().default(''),
    value: text('value').notNull().default(''),
    footprint: text('footprint').notNull().default(''),
    package: text('package').notNull().default(''),
    description: bilingualText('description').notNull(),
    attributes: jsonb('attributes').$type<Partial<ElectricalAttributes>>().notNull(),
    mount: text('mount').notNull().default(''),
    side: text('side').notNull().default(''),
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
    // A cell may be longer than an index entry can be.
    index('bom_lines_mpn_idx').on(t.orgId, sql`left(${t.mpn}, 200)`),
  ],
)

/**
 * The lines of a revision in the order of one column, blanks last. Made with the lines, so that a window in the middle
 * of 50,000 sorted lines costs what the first one costs.
 */
export const bomLineOrders = pgTable(
  'bom_line_orders',
  {
    revisionId: text('revision_id')
      .notNull()
      .references(() => bomRevisions.id, { onDelete: 'cascade' }),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    sort: text('sort').$type<LineSort>().notNull(),
    positions: integer('positions').array().notNull(),
    /** How many of them are not blank. */
    filled: integer('filled').notNull(),
  },
  (t) => [primaryKey({ columns: [t.revisionId, t.sort] })],
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
  (t) => [primaryKey({ columns: [t.lineId, t.ordinal] }), index('bom_line_refs_ref_idx').on(t.revisionId, sql`left(${t.ref}, 100)`)],
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
    settings: jsonb('settings').$type<ImportChoices>().notNull(),
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
