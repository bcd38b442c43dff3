import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { acknowledgementStates, redlineStates, specRevisionStates } from '@/server/domains/specs/lifecycle'
import {
  requirementKinds,
  sections,
  verificationMethods,
  type Requirement,
  type RequirementLink,
  type Values,
} from '@/server/domains/specs/rules/requirement'
import type { Neighbours } from '@/server/domains/specs/rules/ordering'
import type { RedlineChange, RedlineRound } from '@/server/domains/specs/rules/redline'
import type { RequiredSignature } from '@/server/domains/specs/rules/sign-off'
import type { SpecHead } from '@/server/domains/specs/rules/head'
import { languages } from '@/server/kernel/bilingual'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { orgs } from './orgs'
import { users } from './people'
import { threads } from './threads'

/** A specification document of a product. */
export const specs = pgTable(
  'specs',
  {
    id: text('id').primaryKey(),
    ...productScope,
    /** Document number as it stands on paper, unique inside the product: `WL-20-SPEC-01`. */
    number: text('number').notNull(),
    name: bilingualText('name').notNull(),
    /** The language that prevails where both versions are read against each other. */
    governingLanguage: oneOf('governing_language', languages).notNull(),
    /** The vertical whose template it began with. */
    template: text('template'),
    /** The newest revision: a draft, one in review, or the released one. */
    currentRevisionId: text('current_revision_id'),
    /** The one that binds now; null before the first release. */
    releasedRevisionId: text('released_revision_id'),
    /** Letter of the last release, also when that is suspended. */
    releasedLetter: text('released_letter'),
    /** Ordinal of the next requirement: codes are never given twice. */
    nextRequirement: integer('next_requirement').notNull().default(1),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('specs_number_key').on(t.productId, t.number), index('specs_product_idx').on(t.productId)],
)

/** One state of a specification that can be named: working 0.1, 0.2 …, released A, B …. Released content never changes. */
export const specRevisions = pgTable(
  'spec_revisions',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    specId: text('spec_id')
      .notNull()
      .references(() => specs.id),
    ordinal: integer('ordinal').notNull(),
    /** `0.3`; a release has its letter too. */
    number: text('number').notNull(),
    letter: text('letter'),
    state: oneOf('state', specRevisionStates).notNull().default('draft'),
    /** The revision its content was copied from. */
    basedOnId: text('based_on_id'),
    /** sha256 of the canonical content, hex; set when review begins. What signatures bind to. */
    contentHash: text('content_hash'),
    /**
     * Stands beside the people in what is hashed, so that a signed text does not tell who they are. Never leaves the server;
     * null in revisions that were hashed with their identifiers.
     */
    ownerKey: text('owner_key').default(sql`gen_random_uuid()::text`),
    /** What the document was called when review began, and which language prevailed; null while it can be edited. */
    head: jsonb('head').$type<SpecHead>(),
    /** What is new, said by the author when submitting. */
    note: bilingualText('note'),
    /** Who sent it back, and why it was sent back, withdrawn or suspended. */
    reason: bilingualText('reason'),
    releasedBy: text('released_by').references(() => users.id),
    releasedAt: instant('released_at'),
    suspendedBy: text('suspended_by').references(() => users.id),
    createdBy: text('created_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('spec_revisions_ordinal_key').on(t.specId, t.ordinal),
    index('spec_revisions_product_idx').on(t.productId),
  ],
)

/** The review of a revision: who signs. Apart from the revision, because a factory may not learn which other one signs. */
export const specReviews = pgTable('spec_reviews', {
  revisionId: text('revision_id')
    .primaryKey()
    .references(() => specRevisions.id),
  orgId: text('org_id').notNull(),
  /** The factory that signs with the brand; null where the brand signs alone. */
  partnerOrgId: text('partner_org_id').references(() => orgs.id),
  productId: text('product_id').notNull(),
  specId: text('spec_id').notNull(),
  requiredSignatures: jsonb('required_signatures').$type<readonly RequiredSignature[]>().notNull(),
  submittedBy: text('submitted_by')
    .notNull()
    .references(() => users.id),
  submittedAt: instant('submitted_at').notNull(),
})

/** A requirement as it stands in one revision; `requirementId` and `code` are the same in all of them. */
export const requirements = pgTable(
  'requirements',
  {
    revisionId: text('revision_id')
      .notNull()
      .references(() => specRevisions.id, { onDelete: 'cascade' }),
    requirementId: text('requirement_id').notNull(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    specId: text('spec_id').notNull(),
    code: text('code').notNull(),
    position: integer('position').notNull(),
    section: oneOf('section', sections).notNull(),
    kind: oneOf('kind', requirementKinds).notNull(),
    title: bilingualText('title').notNull(),
    text: bilingualText('text').notNull(),
    condition: bilingualText('condition').notNull(),
    values: jsonb('values').$type<Values>().notNull(),
    verification: oneOf('verification', verificationMethods),
    critical: boolean('critical').notNull().default(false),
    ownerId: text('owner_id').references(() => users.id),
    links: jsonb('links').$type<readonly RequirementLink[]>().notNull(),
    attachmentIds: text('attachment_ids').array().notNull(),
    updatedBy: text('updated_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [
    primaryKey({ columns: [t.revisionId, t.requirementId] }),
    index('requirements_order_idx').on(t.revisionId, t.position),
    index('requirements_requirement_idx').on(t.requirementId),
  ],
)

/** A requirement that was taken out of a draft, as it stood, so that it can be put back. Of the brand alone. */
export const removedRequirements = pgTable(
  'removed_requirements',
  {
    revisionId: text('revision_id')
      .notNull()
      .references(() => specRevisions.id, { onDelete: 'cascade' }),
    requirementId: text('requirement_id').notNull(),
    orgId: text('org_id').notNull(),
    productId: text('product_id').notNull(),
    specId: text('spec_id').notNull(),
    stood: jsonb('stood').$type<Requirement>().notNull(),
    /** The ones it stood between, and where those stood. */
    between: jsonb('between').$type<Neighbours>().notNull(),
    removedBy: text('removed_by')
      .notNull()
      .references(() => users.id),
    removedAt: instant('removed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.revisionId, t.requirementId] })],
)

/** The machine-readable cloud contract of a revision: transports, channels, payloads, identity, OTA. */
export const cloudContracts = pgTable('cloud_contracts', {
  revisionId: text('revision_id')
    .primaryKey()
    .references(() => specRevisions.id, { onDelete: 'cascade' }),
  orgId: text('org_id').notNull(),
  productId: text('product_id').notNull(),
  specId: text('spec_id').notNull(),
  /** Semantic version that firmware declares against. */
  contractVersion: text('contract_version').notNull(),
  /** The contract as the `contracts` rules define it. */
  body: jsonb('body').$type<Readonly<Record<string, unknown>>>().notNull(),
  updatedBy: text('updated_by').references(() => users.id),
  ...versioned,
  ...stamped,
})

/** One required signature, given. Never updated: what makes it void is the revision it belongs to being withdrawn. */
export const specSignatures = pgTable(
  'spec_signatures',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id'),
    productId: text('product_id').notNull(),
    specId: text('spec_id').notNull(),
    revisionId: text('revision_id')
      .notNull()
      .references(() => specRevisions.id),
    signerOrgId: text('signer_org_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** The place it fills: `brand:engineer`. */
    slot: text('slot').notNull(),
    contentHash: text('content_hash').notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (t) => [
    uniqueIndex('spec_signatures_slot_key').on(t.revisionId, t.slot),
    uniqueIndex('spec_signatures_person_key').on(t.revisionId, t.userId),
  ],
)

/** Whether a partner has taken note of a release, and by when it should. */
export const specAcknowledgements = pgTable(
  'spec_acknowledgements',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    productId: text('product_id').notNull(),
    specId: text('spec_id').notNull(),
    revisionId: text('revision_id')
      .notNull()
      .references(() => specRevisions.id),
    state: oneOf('state', acknowledgementStates).notNull().default('pending'),
    /** End of the working day at the partner; `provisional` where its holidays are not published yet. */
    dueAt: instant('due_at').notNull(),
    provisional: boolean('provisional').notNull(),
    reason: bilingualText('reason'),
    answeredBy: text('answered_by').references(() => users.id),
    answeredAt: instant('answered_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('spec_acknowledgements_key').on(t.revisionId, t.partnerOrgId)],
)

/** A change to one requirement that a side proposes to the other. Belongs to the brand and one partner alone. */
export const redlines = pgTable(
  'redlines',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    productId: text('product_id').notNull(),
    specId: text('spec_id')
      .notNull()
      .references(() => specs.id),
    requirementId: text('requirement_id').notNull(),
    /** Code of the requirement, so that lists read without a join. */
    code: text('code').notNull(),
    /** The revision it was proposed against. */
    revisionId: text('revision_id').notNull(),
    state: oneOf('state', redlineStates).notNull().default('open'),
    /** The field, what it was, and what is proposed now. */
    change: jsonb('change').$type<RedlineChange>().notNull(),
    reason: bilingualText('reason').notNull(),
    /** What was put before, oldest first: the change, who put it, when, why. */
    rounds: jsonb('rounds').$type<readonly RedlineRound[]>().notNull(),
    proposedBy: text('proposed_by')
      .notNull()
      .references(() => users.id),
    proposedByOrgId: text('proposed_by_org_id').notNull(),
    /** Who put what is on the table now. */
    putBy: text('put_by')
      .notNull()
      .references(() => users.id),
    settledBy: text('settled_by').references(() => users.id),
    settledAt: instant('settled_at'),
    /** The revision the accepted change landed in. */
    landedInId: text('landed_in_id'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('redlines_spec_idx').on(t.specId, t.state), index('redlines_requirement_idx').on(t.requirementId)],
)

/** How the factory restated a critical requirement: value, how measured, with what. The newest one counts. */
export const readBacks = pgTable(
  'read_backs',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    productId: text('product_id').notNull(),
    specId: text('spec_id').notNull(),
    revisionId: text('revision_id')
      .notNull()
      .references(() => specRevisions.id),
    requirementId: text('requirement_id').notNull(),
    /** The figures as restated, without having been shown them. */
    restated: jsonb('restated').$type<Values>().notNull(),
    /** In the factory's own words, for a requirement that has no figures. */
    words: bilingualText('words').notNull(),
    method: bilingualText('method').notNull(),
    instrument: text('instrument').notNull(),
    matches: boolean('matches').notNull(),
    /** sha256 of the requirement's content it was read back against: an edited requirement is read back again. */
    requirementHash: text('requirement_hash').notNull(),
    /** Chosen by the client, so that a retry after a lost answer is the same read-back. */
    clientKey: text('client_key').notNull(),
    /** The engineering query a mismatch opened. */
    threadId: text('thread_id').references(() => threads.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('read_backs_revision_idx').on(t.revisionId, t.requirementId),
    uniqueIndex('read_backs_client_key').on(t.clientKey),
  ],
)
