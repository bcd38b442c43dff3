import { boolean, date, index, integer, jsonb, numeric, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  changeClasses,
  changeKinds,
  changeReasons,
  changeStates,
  itemKinds,
  signaturePurposes,
  taskKinds,
} from '@/server/domains/changes/lifecycle'
import { buckets, dispositionActions } from '@/server/domains/changes/rules/disposition'
import type { Effectivity } from '@/server/domains/changes/rules/effectivity'
import { impactAreas, type ImpactFacts } from '@/server/domains/changes/rules/impact'
import { signingSides } from '@/server/domains/specs/rules/sign-off'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { boms } from './boms'
import { orgs } from './orgs'
import { users } from './people'
import { products } from './products'

/**
 * A change of what is built: requested (ECR), ordered (ECO), carried out (ECN). It lies between the brand and one
 * factory; every row about it names both, so that policies need no join.
 */
export const changes = pgTable(
  'changes',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    /** The factory it lies with; null while the brand is alone in it. */
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    /** Counted per product; the name before it follows the state (`changeCode`). */
    ordinal: integer('ordinal').notNull(),
    state: oneOf('state', changeStates).notNull().default('draft'),
    changeClass: oneOf('change_class', changeClasses).notNull(),
    kind: oneOf('kind', changeKinds).notNull(),
    reasonCode: oneOf('reason_code', changeReasons).notNull(),
    title: bilingualText('title').notNull(),
    reason: bilingualText('reason').notNull(),
    /** A deviation for one lot, decided by the clock. It releases no revision. */
    emergency: boolean('emergency').notNull().default(false),
    deviationLot: text('deviation_lot').notNull().default(''),
    dueAt: instant('due_at'),
    /** The BOM it changes, what was in force when the draft was begun, and the draft. */
    bomId: text('bom_id').references(() => boms.id),
    baseRevisionId: text('base_revision_id'),
    revisionId: text('revision_id'),
    /** The request for a substitute it follows from. */
    substitutionId: text('substitution_id'),
    /** The rejected change it was copied from. */
    clonedFromId: text('cloned_from_id'),
    /** sha256 of its content as it was put to approval, and as it was approved; hex. */
    submittedHash: text('submitted_hash'),
    approvedHash: text('approved_hash'),
    approvedAt: instant('approved_at'),
    effectivity: jsonb('effectivity').$type<Effectivity>(),
    implementedAt: instant('implemented_at'),
    closedAt: instant('closed_at'),
    /** Why it was rejected or cancelled, and by whom. */
    endReason: bilingualText('end_reason'),
    endedBy: text('ended_by').references(() => users.id),
    raisedByOrgId: text('raised_by_org_id').notNull(),
    raisedBy: text('raised_by')
      .notNull()
      .references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('changes_ordinal_key').on(t.productId, t.ordinal), index('changes_bom_idx').on(t.bomId)],
)

const within = () => ({
  orgId: text('org_id').notNull(),
  partnerOrgId: text('partner_org_id'),
  productId: text('product_id').notNull(),
  changeId: text('change_id')
    .notNull()
    .references(() => changes.id),
})

/** Something besides the BOM that a change touches: a document, firmware, a fixture. */
export const changeItems = pgTable(
  'change_items',
  {
    id: text('id').primaryKey(),
    ...within(),
    ordinal: integer('ordinal').notNull(),
    kind: oneOf('kind', itemKinds).notNull(),
    name: bilingualText('name').notNull(),
    /** The version before and after, as its owner names versions. */
    before: text('before').notNull().default(''),
    after: text('after').notNull().default(''),
    ...stamped,
  },
  (t) => [index('change_items_change_idx').on(t.changeId)],
)

/** What one side found a change to do, in one area; `contentHash` is what it looked at. */
export const changeImpacts = pgTable(
  'change_impacts',
  {
    id: text('id').primaryKey(),
    ...within(),
    side: oneOf('side', signingSides).notNull(),
    area: oneOf('area', impactAreas).notNull(),
    affected: boolean('affected').notNull(),
    facts: jsonb('facts').$type<ImpactFacts>().notNull(),
    words: bilingualText('words'),
    contentHash: text('content_hash').notNull(),
    assessedBy: text('assessed_by')
      .notNull()
      .references(() => users.id),
    assessedAt: instant('assessed_at').notNull(),
    ...versioned,
  },
  (t) => [uniqueIndex('change_impacts_area_key').on(t.changeId, t.side, t.area)],
)

/** What is done with the old at one place. Replaced as a whole with the plan. */
export const changeDispositions = pgTable(
  'change_dispositions',
  {
    id: text('id').primaryKey(),
    ...within(),
    ordinal: integer('ordinal').notNull(),
    bucket: oneOf('bucket', buckets).notNull(),
    action: oneOf('action', dispositionActions).notNull(),
    quantity: numeric('quantity', { precision: 18, scale: 6 }).notNull(),
    /** Per unit, in millionths of the currency; null where nothing is paid. */
    unitCostMicros: numeric('unit_cost_micros', { precision: 24, scale: 0 }),
    currency: text('currency').notNull(),
    payer: oneOf('payer', signingSides).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
  },
  (t) => [index('change_dispositions_change_idx').on(t.changeId)],
)

/** Work that follows from a change, and whose it is. */
export const changeTasks = pgTable(
  'change_tasks',
  {
    id: text('id').primaryKey(),
    ...within(),
    ordinal: integer('ordinal').notNull(),
    kind: oneOf('kind', taskKinds).notNull(),
    side: oneOf('side', signingSides).notNull(),
    title: bilingualText('title').notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    doneAt: instant('done_at'),
    doneBy: text('done_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [index('change_tasks_change_idx').on(t.changeId)],
)

/** Somebody put their name to something, bound to its hash. Never changed; void once the hash is another one. */
export const changeSignatures = pgTable(
  'change_signatures',
  {
    id: text('id').primaryKey(),
    ...within(),
    purpose: oneOf('purpose', signaturePurposes).notNull(),
    side: oneOf('side', signingSides).notNull(),
    /** The place it fills: `brand:engineer`; a side alone for plans and verification. */
    slot: text('slot').notNull(),
    hash: text('hash').notNull(),
    signerOrgId: text('signer_org_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    note: bilingualText('note'),
    signedAt: instant('signed_at').notNull(),
  },
  (t) => [uniqueIndex('change_signatures_slot_key').on(t.changeId, t.purpose, t.slot, t.hash)],
)
