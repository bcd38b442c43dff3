import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, numeric, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  alternateStates,
  complianceStates,
  crossReferenceOrigins,
  matchKinds,
  partLifecycles,
} from '@/server/domains/parts/lifecycle'
import type { PriceBreak } from '@/server/domains/parts/rules/price-breaks'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'

/** What a manufacturer says of a part, on whichever row of the library it stands. */
const declared = () => ({
  package: text('package').notNull().default(''),
  lifecycle: oneOf('lifecycle', partLifecycles).notNull().default('unknown'),
  /** Last day the maker takes orders. */
  lastTimeBuy: date('last_time_buy', { mode: 'string' }),
  /** IPC/JEDEC J-STD-020 level: `1`, `2`, `2a` … `6`. */
  msl: text('msl').notNull().default(''),
  rohs: oneOf('rohs', complianceStates).notNull().default('unknown'),
  reach: oneOf('reach', complianceStates).notNull().default('unknown'),
  datasheet: text('datasheet').notNull().default(''),
})

/** An entry of one organisation's own library, under its own number. Nobody else ever sees it. */
export const parts = pgTable(
  'parts',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    number: text('number').notNull(),
    /** The number as it is compared: `partNumberKey`. */
    numberKey: text('number_key').notNull(),
    name: bilingualText('name').notNull(),
    description: bilingualText('description').notNull(),
    /** Kind of the importer (`resistor`, `ic` …) or `mechanical`, `packaging`, `assembly`; '' unknown. */
    kind: text('kind').notNull().default(''),
    value: text('value').notNull().default(''),
    uom: text('uom').notNull().default(''),
    ...declared(),
    /** Loss per build, where it is known better than the class default says. Percent. */
    attritionPct: numeric('attrition_pct', { precision: 9, scale: 4 }),
    attritionExtra: numeric('attrition_extra', { precision: 18, scale: 6 }),
    note: text('note').notNull().default(''),
    searchText: text('search_text').notNull(),
    archivedAt: instant('archived_at'),
    createdBy: text('created_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('parts_number_key').on(t.orgId, t.numberKey)],
)

/** A maker's part that may be bought for an entry of the library: the approved manufacturer list, ranked. */
export const manufacturerParts = pgTable(
  'manufacturer_parts',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partId: text('part_id')
      .notNull()
      .references(() => parts.id),
    mpn: text('mpn').notNull(),
    manufacturer: text('manufacturer').notNull(),
    /** `manufacturerPartKey(mpn, manufacturer)`. */
    key: text('key').notNull(),
    /** 1 = first choice. */
    rank: integer('rank').notNull(),
    status: oneOf('status', alternateStates).notNull(),
    reason: bilingualText('reason'),
    decidedBy: text('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    effectiveFrom: date('effective_from', { mode: 'string' }),
    attachmentIds: text('attachment_ids').array().notNull().default([]),
    ...declared(),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('manufacturer_parts_key').on(t.partId, t.key),
    index('manufacturer_parts_lookup_idx').on(t.orgId, t.key),
  ],
)

/** Where a part is bought: a supplier's number with the price breaks it was offered at. */
export const supplierParts = pgTable(
  'supplier_parts',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partId: text('part_id')
      .notNull()
      .references(() => parts.id),
    /** Null: whatever maker's part the supplier sends. */
    manufacturerPartId: text('manufacturer_part_id').references(() => manufacturerParts.id),
    supplier: text('supplier').notNull(),
    sku: text('sku').notNull(),
    /** `supplierPartKey(supplier, sku)`. */
    key: text('key').notNull(),
    url: text('url').notNull().default(''),
    currency: text('currency').notNull(),
    /** Ascending by `min`; unit prices in millionths of the currency. Empty: no price known. */
    breaks: jsonb('breaks').$type<readonly PriceBreak[]>().notNull(),
    moq: numeric('moq', { precision: 18, scale: 6 }),
    multiple: numeric('multiple', { precision: 18, scale: 6 }),
    leadTimeDays: integer('lead_time_days'),
    pricedOn: date('priced_on', { mode: 'string' }),
    validUntil: date('valid_until', { mode: 'string' }),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('supplier_parts_key').on(t.orgId, t.key, t.partId),
    index('supplier_parts_part_idx').on(t.partId),
  ],
)

/**
 * The brand's number and a factory's number for the same thing. Seen by these two alone; learned once, never changed:
 * a wrong one is retired and a right one is learned beside it.
 */
export const crossReferences = pgTable(
  'cross_references',
  {
    id: text('id').primaryKey(),
    /** The brand. */
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    number: text('number').notNull(),
    numberKey: text('number_key').notNull(),
    name: text('name').notNull().default(''),
    partnerNumber: text('partner_number').notNull(),
    partnerNumberKey: text('partner_number_key').notNull(),
    partnerName: text('partner_name').notNull().default(''),
    origin: oneOf('origin', crossReferenceOrigins).notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    userOrgId: text('user_org_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    retiredBy: text('retired_by').references(() => users.id),
    retiredAt: instant('retired_at'),
  },
  (t) => [
    uniqueIndex('cross_references_pair_key')
      .on(t.orgId, t.partnerOrgId, t.numberKey, t.partnerNumberKey)
      .where(sql`retired_at is null`),
  ],
)

/** What a person once answered when asked which part of the library a line means. Offered ever after, to this side alone. */
export const partMatches = pgTable(
  'part_matches',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    kind: oneOf('kind', matchKinds).notNull(),
    key: text('key').notNull(),
    partId: text('part_id')
      .notNull()
      .references(() => parts.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('part_matches_key').on(t.orgId, t.kind, t.key)],
)

/** Rates an organisation reckons with, each with its day and source; the newest not after a day counts. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    base: text('base').notNull(),
    quote: text('quote').notNull(),
    /** Units of `quote` for one unit of `base`. */
    rate: numeric('rate', { precision: 18, scale: 8 }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    source: text('source').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('exchange_rates_key').on(t.orgId, t.base, t.quote, t.day)],
)
