import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { gateStates } from '@/server/domains/gates/lifecycle'
import { evidenceKinds, gatedPhases, gateParts, systemChecks } from '@/server/domains/gates/rules/criterion'
import { evidenceResults } from '@/server/domains/gates/rules/standing'
import { signingRoles, signingSides, type RequiredSignature } from '@/server/domains/specs/rules/sign-off'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { orgs } from './orgs'
import { users } from './people'

/** The gate at the end of one phase of a product. */
export const gates = pgTable(
  'gates',
  {
    id: text('id').primaryKey(),
    ...productScope,
    phase: oneOf('phase', gatedPhases).notNull(),
    state: oneOf('state', gateStates).notNull().default('planned'),
    /** How often it was put up for review. */
    round: integer('round').notNull().default(0),
    /** Ordinal of the next criterion: codes are never given twice. */
    nextItem: integer('next_item').notNull().default(1),
    startedAt: instant('started_at'),
    /** Who took the risk of starting the phase although a gate said no, and why. */
    riskAcceptedBy: text('risk_accepted_by').references(() => users.id),
    riskReason: bilingualText('risk_reason'),
    decidedAt: instant('decided_at'),
    /** Checks of the portal that held when it passed: they count as met from then on, whatever happens later. */
    settledChecks: text('settled_checks', { enum: [...systemChecks] })
      .array()
      .notNull()
      .default([]),
    /** Why it failed or was opened again. */
    reason: bilingualText('reason'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('gates_phase_key').on(t.productId, t.phase)],
)

/** One criterion of a gate. */
export const gateItems = pgTable(
  'gate_items',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    gateId: text('gate_id')
      .notNull()
      .references(() => gates.id),
    /** As people say it: `DVT-07`. */
    code: text('code').notNull(),
    ordinal: integer('ordinal').notNull(),
    part: oneOf('part', gateParts).notNull(),
    text: bilingualText('text').notNull(),
    metric: bilingualText('metric').notNull(),
    threshold: text('threshold').notNull(),
    evidence: oneOf('evidence', evidenceKinds).notNull(),
    side: oneOf('side', signingSides).notNull(),
    role: oneOf('role', signingRoles).notNull(),
    mandatory: boolean('mandatory').notNull(),
    waivable: boolean('waivable').notNull(),
    waiverRole: oneOf('waiver_role', signingRoles).notNull(),
    /** What the portal looks up by itself; null where people bring evidence. */
    check: oneOf('check', systemChecks),
    /** Taken out by the brand; its evidence stays. */
    removedAt: instant('removed_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('gate_items_code_key').on(t.gateId, t.code)],
)

/** What somebody brought to show that a criterion is met, or found that it is not. The newest of each lane counts. */
export const gateEvidence = pgTable(
  'gate_evidence',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    /** The factory it lies with; null for what the brand keeps to itself. */
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    productId: text('product_id').notNull(),
    gateId: text('gate_id').notNull(),
    itemId: text('item_id')
      .notNull()
      .references(() => gateItems.id),
    result: oneOf('result', evidenceResults).notNull(),
    words: bilingualText('words').notNull(),
    reached: text('reached').notNull(),
    attachmentIds: text('attachment_ids').array().notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    userOrgId: text('user_org_id').notNull(),
    clientKey: text('client_key').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('gate_evidence_gate_idx').on(t.gateId),
    uniqueIndex('gate_evidence_client_key').on(t.userId, t.clientKey),
  ],
)

/** A criterion set aside until a day. */
export const gateWaivers = pgTable(
  'gate_waivers',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    gateId: text('gate_id').notNull(),
    itemId: text('item_id')
      .notNull()
      .references(() => gateItems.id),
    reason: bilingualText('reason').notNull(),
    /** End of the working day at the brand. */
    expiresAt: instant('expires_at').notNull(),
    grantedBy: text('granted_by')
      .notNull()
      .references(() => users.id),
    grantedAt: instant('granted_at').notNull(),
    withdrawnBy: text('withdrawn_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('gate_waivers_gate_idx').on(t.gateId)],
)

/** One time a gate was put up for review. What each side signs is what that side sees. */
export const gateReviews = pgTable(
  'gate_reviews',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    /** The factory that signs with the brand; null where the brand signs alone. */
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    productId: text('product_id').notNull(),
    gateId: text('gate_id')
      .notNull()
      .references(() => gates.id),
    round: integer('round').notNull(),
    requiredSignatures: jsonb('required_signatures').$type<readonly RequiredSignature[]>().notNull(),
    /** sha256 of how every criterion stood, hex. */
    hash: text('hash').notNull(),
    /** The same of the criteria of the factory's side. */
    partnerHash: text('partner_hash'),
    note: bilingualText('note'),
    submittedBy: text('submitted_by')
      .notNull()
      .references(() => users.id),
    submittedAt: instant('submitted_at').notNull(),
  },
  (t) => [uniqueIndex('gate_reviews_round_key').on(t.gateId, t.round)],
)

/** One required signature, given. Void once the gate is reviewed again. */
export const gateSignatures = pgTable(
  'gate_signatures',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id'),
    productId: text('product_id').notNull(),
    gateId: text('gate_id').notNull(),
    reviewId: text('review_id')
      .notNull()
      .references(() => gateReviews.id),
    signerOrgId: text('signer_org_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** The place it fills: `brand:engineer`. */
    slot: text('slot').notNull(),
    hash: text('hash').notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (t) => [
    uniqueIndex('gate_signatures_slot_key').on(t.reviewId, t.slot),
    uniqueIndex('gate_signatures_person_key').on(t.reviewId, t.userId),
  ],
)
