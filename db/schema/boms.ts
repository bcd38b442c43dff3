import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
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
import {
  additionKinds,
  importStates,
  lineUsages,
  revisionStates,
  substitutionDecisions,
  substitutionReasons,
  substitutionStates,
  suppliedBys,
} from '@/server/domains/boms/lifecycle'
import type { LineAlternate } from '@/server/domains/boms/rules/alternates'
import type { LineWaiver } from '@/server/domains/boms/rules/waivers'
import type { BomVariant } from '@/server/domains/boms/rules/variants'
import type { ImportChoices } from '@/server/domains/boms/rules/choices'
import type { RevisionSource } from '@/server/domains/boms/rules/columns'
import type { CostLine, CostRate } from '@/server/domains/boms/rules/cost'
import type { PlacementRow } from '@/server/domains/designFiles/placements/placement-row'
import type { SubstitutePart } from '@/server/domains/boms/rules/alternates'
import type { LineSort } from '@/server/domains/boms/rules/ordering'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { orgs } from './orgs'
import { users } from './people'
import { parts } from './parts'

/** A bill of materials of a product. */
export const boms = pgTable(
  'boms',
  {
    id: text('id').primaryKey(),
    ...productScope,
    name: bilingualText('name').notNull(),
    /** The newest revision: the only one that can be edited, while it is a draft. */
    currentRevisionId: text('current_revision_id'),
    /** The revision in force. */
    releasedRevisionId: text('released_revision_id'),
    releasedLetter: text('released_letter'),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('boms_product_idx').on(t.productId)],
)

/** Working revisions count 0.1, 0.2 …, after release A `A.1`, `A.2` …; letters come with release. */
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
    letter: text('letter'),
    /** What it was made from; null for the first one. */
    baseRevisionId: text('base_revision_id'),
    /** The change it waits for: once a BOM was released, nothing else releases a revision of it. */
    changeId: text('change_id'),
    /** What the device may be built as, e.g. radio bands. Lines say where they are not fitted. */
    variants: jsonb('variants').$type<readonly BomVariant[]>().notNull().default([]),
    /** SHA-256 of what is built, once it was submitted (`contentHash`). */
    contentHash: text('content_hash'),
    submittedBy: text('submitted_by').references(() => users.id),
    submittedAt: instant('submitted_at'),
    releasedBy: text('released_by').references(() => users.id),
    releasedAt: instant('released_at'),
    /** Why it was sent back. */
    reason: bilingualText('reason'),
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
    /** The same line in every revision of the BOM: the id it had when it was first written. */
    key: text('key').notNull(),
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
    /** What may stand in for the part on this line only, ranked. */
    alternates: jsonb('alternates').$type<readonly LineAlternate[]>().notNull(),
    /** The entry of the brand's library this line means. */
    partId: text('part_id').references(() => parts.id),
    usage: oneOf('usage', lineUsages).notNull().default('normal'),
    suppliedBy: oneOf('supplied_by', suppliedBys).notNull().default('factory'),
    /** Percent lost per build and pieces lost at least; null = the part's, else the class default. */
    attritionPct: numeric('attrition_pct', { precision: 9, scale: 4 }),
    attritionExtra: numeric('attrition_extra', { precision: 18, scale: 6 }),
    /** Bought in multiples of this. */
    packMultiple: numeric('pack_multiple', { precision: 18, scale: 6 }),
    /** Codes of the variants that are built without this line. */
    notFitted: text('not_fitted').array().notNull().default([]),
    /** This line is another BOM of the product; while the revision is a draft, whatever revision of it is newest. */
    childBomId: text('child_bom_id'),
    /** The revision of that BOM, from submission on. */
    childRevisionId: text('child_revision_id'),
    /** What the release checks hold against this line and somebody answers for. */
    waivers: jsonb('waivers').$type<readonly LineWaiver[]>().notNull().default([]),
    /** Who finds the part of an unresolved line, and by when. */
    ownerId: text('owner_id').references(() => users.id),
    dueOn: date('due_on', { mode: 'string' }),
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
    index('bom_lines_part_idx').on(t.partId),
    index('bom_lines_child_idx').on(t.childBomId),
    index('bom_lines_parent_idx').on(t.revisionId, t.parentPosition),
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
  (t) => [
    primaryKey({ columns: [t.lineId, t.ordinal] }),
    index('bom_line_refs_ref_idx').on(t.revisionId, sql`left(${t.ref}, 100)`),
  ],
)

/** A line taken out of a draft, as it stood, so that it can be brought back. */
export const bomRemovedLines = pgTable(
  'bom_removed_lines',
  {
    lineId: text('line_id').primaryKey(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    bomId: text('bom_id').notNull(),
    revisionId: text('revision_id')
      .notNull()
      .references(() => bomRevisions.id, { onDelete: 'cascade' }),
    /** Lines that went together come back together. */
    batchId: text('batch_id').notNull(),
    /** The row of `bom_lines`, column by column. */
    line: jsonb('line').$type<Record<string, unknown>>().notNull(),
    /** The rows of `bom_line_refs`. */
    refs: jsonb('refs').$type<readonly Readonly<{ ref: string; ordinal: number; dnp: boolean }>[]>().notNull(),
    /** The line it stood under, and the one it stood behind. */
    parentId: text('parent_id'),
    afterId: text('after_id'),
    position: integer('position').notNull(),
    removedBy: text('removed_by')
      .notNull()
      .references(() => users.id),
    removedAt: instant('removed_at').notNull(),
  },
  (t) => [index('bom_removed_lines_batch_idx').on(t.revisionId, t.batchId)],
)

/** A file on its way in: the person corrects what was detected, then accepts. Lines exist only after that. */
export const bomImports = pgTable(
  'bom_imports',
  {
    id: text('id').primaryKey(),
    ...productScope,
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

/** Columns every row about a BOM carries, so that policies need no join. */
const scoped = () => ({
  orgId: text('org_id').notNull(),
  productId: text('product_id').notNull(),
  bomId: text('bom_id')
    .notNull()
    .references(() => boms.id),
})

/** How files of one kind are read, as it was settled once: offered again for a file with the same headings. */
export const bomImportTemplates = pgTable(
  'bom_import_templates',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    /** The factory whose files look like this; null for anybody's. */
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    name: text('name').notNull(),
    /** `headerShape`: the normalised headings in order, hashed. */
    shape: text('shape').notNull(),
    reading: jsonb('reading').$type<ImportChoices['reading']>().notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    usedAt: instant('used_at').notNull().defaultNow(),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('bom_import_templates_shape_key').on(t.orgId, t.shape, t.name)],
)

/** A pick-and-place file beside a BOM, as it was read. */
export const bomPlacementFiles = pgTable(
  'bom_placement_files',
  {
    id: text('id').primaryKey(),
    ...scoped(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    rows: jsonb('rows').$type<readonly PlacementRow[]>().notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('bom_placement_files_bom_idx').on(t.bomId)],
)

/** What a factory adds to build the device: consumables and packaging. The brand and that factory see it. */
export const bomAdditions = pgTable(
  'bom_additions',
  {
    id: text('id').primaryKey(),
    ...scoped(),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    kind: oneOf('kind', additionKinds).notNull(),
    number: text('number').notNull().default(''),
    name: bilingualText('name').notNull(),
    /** Per unit built. */
    quantity: numeric('quantity', { precision: 18, scale: 6 }).notNull(),
    uom: text('uom').notNull().default(''),
    attritionPct: numeric('attrition_pct', { precision: 9, scale: 4 }),
    attritionExtra: numeric('attrition_extra', { precision: 18, scale: 6 }),
    packMultiple: numeric('pack_multiple', { precision: 18, scale: 6 }),
    note: text('note').notNull().default(''),
    removedAt: instant('removed_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('bom_additions_bom_idx').on(t.bomId, t.partnerOrgId)],
)

/** What a factory reckons to lose of one line. It changes no line. */
export const bomLineLosses = pgTable(
  'bom_line_losses',
  {
    ...scoped(),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    lineKey: text('line_key').notNull(),
    attritionPct: numeric('attrition_pct', { precision: 9, scale: 4 }),
    attritionExtra: numeric('attrition_extra', { precision: 18, scale: 6 }),
    packMultiple: numeric('pack_multiple', { precision: 18, scale: 6 }),
    ...versioned,
    ...stamped,
  },
  (t) => [primaryKey({ columns: [t.bomId, t.partnerOrgId, t.lineKey] })],
)

/** Parts the brand sends to a factory itself, per line: sent, and counted at the other end. */
export const bomConsignments = pgTable(
  'bom_consignments',
  {
    id: text('id').primaryKey(),
    ...scoped(),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    lineKey: text('line_key').notNull(),
    /** As the line names it, kept for reading. */
    label: text('label').notNull(),
    quantity: numeric('quantity', { precision: 18, scale: 6 }).notNull(),
    shippedOn: date('shipped_on', { mode: 'string' }).notNull(),
    carrier: text('carrier').notNull().default(''),
    tracking: text('tracking').notNull().default(''),
    note: text('note').notNull().default(''),
    receivedQuantity: numeric('received_quantity', { precision: 18, scale: 6 }),
    receivedOn: date('received_on', { mode: 'string' }),
    receivedBy: text('received_by').references(() => users.id),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [index('bom_consignments_bom_idx').on(t.bomId, t.partnerOrgId)],
)

/** What a revision cost when somebody reckoned it: what changed since last time is read against it. */
export const bomCosts = pgTable(
  'bom_costs',
  {
    id: text('id').primaryKey(),
    ...scoped(),
    revisionId: text('revision_id').notNull(),
    /** Whose prices it was reckoned with. */
    byOrgId: text('by_org_id').notNull(),
    quantity: numeric('quantity', { precision: 18, scale: 6 }).notNull(),
    variant: text('variant').notNull().default(''),
    currency: text('currency').notNull(),
    /** Whole build, in millionths of the currency. */
    totalMicros: numeric('total_micros', { precision: 30, scale: 0 }).notNull(),
    lineCount: integer('line_count').notNull(),
    pricedCount: integer('priced_count').notNull(),
    rates: jsonb('rates').$type<readonly CostRate[]>().notNull(),
    lines: jsonb('lines').$type<readonly CostLine[]>().notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('bom_costs_bom_idx').on(t.bomId, t.byOrgId, t.createdAt)],
)

/** Somebody asks that another part may stand in on a line. The factory asks, the brand's engineers answer. */
export const bomSubstitutions = pgTable(
  'bom_substitutions',
  {
    id: text('id').primaryKey(),
    ...scoped(),
    /** The factory it lies between; null when the brand asks itself. */
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    /** As people say it: `SUB-003`, counted per product. */
    ordinal: integer('ordinal').notNull(),
    revisionId: text('revision_id').notNull(),
    lineKey: text('line_key').notNull(),
    /** The part as it stood on the line when this was asked. */
    replaces: jsonb('replaces').$type<SubstitutePart>().notNull(),
    proposed: jsonb('proposed').$type<SubstitutePart>().notNull(),
    reasonCode: oneOf('reason_code', substitutionReasons).notNull(),
    reason: bilingualText('reason').notNull(),
    attachmentIds: text('attachment_ids').array().notNull().default([]),
    state: oneOf('state', substitutionStates).notNull().default('proposed'),
    decision: oneOf('decision', substitutionDecisions),
    /** The lot it is allowed for, where the decision is `lot`. */
    lot: text('lot').notNull().default(''),
    answer: bilingualText('answer'),
    decidedBy: text('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    changeId: text('change_id'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('bom_substitutions_ordinal_key').on(t.productId, t.ordinal),
    index('bom_substitutions_bom_idx').on(t.bomId, t.state),
  ],
)
