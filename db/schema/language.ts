import { sql } from 'drizzle-orm'
import { bit, boolean, index, integer, pgTable, pgView, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { grants } from '@/server/domains/products/rules'
import { textAudiences, translatableKinds } from '@/server/domains/language/rules/queue'
import { languages } from '@/server/kernel/bilingual'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'

/** A term of an organisation's own glossary: added to the base glossary, or put in place of one of its terms. */
export const glossaryTerms = pgTable(
  'glossary_terms',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    en: text('en').notNull(),
    zh: text('zh').notNull(),
    /** The English term as it is compared: lower case, single spaces. */
    key: text('key').notNull(),
    note: text('note').notNull().default(''),
    /** A text that has the one term and not the other is flagged. */
    locked: boolean('locked').notNull().default(false),
    createdBy: text('created_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('glossary_terms_key').on(t.orgId, t.key)],
)

/** Pairs that a person verified, offered again for equal and similar texts. Each organisation remembers its own. */
export const translationMemory = pgTable(
  'translation_memory',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    source: oneOf('source', languages).notNull(),
    /** sha256 of the source text as it is compared, hex. */
    sourceHash: text('source_hash').notNull(),
    en: text('en').notNull(),
    zh: text('zh').notNull(),
    /** Pairs of neighbouring characters of the source text, for finding similar ones. */
    grams: text('grams').array().notNull(),
    /** Which pairs there are, one bit for each, so that thousands of texts are compared in a moment. */
    signature: bit('signature', { dimensions: 1024 }).generatedAlwaysAs(sql`gram_signature(grams)`),
    verifiedBy: text('verified_by').references(() => users.id),
    verifiedAt: instant('verified_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.source, t.sourceHash] })],
)

/** Who of an organisation sees to a text that waits. Each organisation says so for itself; the other side never sees it. */
export const translationAssignments = pgTable(
  'translation_assignments',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    productId: text('product_id').notNull(),
    subjectKind: oneOf('subject_kind', translatableKinds).notNull(),
    subjectId: text('subject_id').notNull(),
    field: text('field').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    assignedBy: text('assigned_by')
      .notNull()
      .references(() => users.id),
    assignedAt: instant('assigned_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.subjectKind, t.subjectId, t.field] }),
    index('translation_assignments_person_idx').on(t.orgId, t.userId),
  ],
)

/**
 * Texts whose counterpart somebody still has to write or look at, of every domain; made by a migration. Runs with the
 * reader's rights. `audience` says who may see a row, besides the brand.
 */
export const translatableTexts = pgView('translatable_texts', {
  orgId: text('org_id').notNull(),
  productId: text('product_id').notNull(),
  audience: oneOf('audience', textAudiences).notNull(),
  partnerOrgId: text('partner_org_id'),
  requiredGrant: oneOf('required_grant', grants),
  subjectKind: oneOf('subject_kind', translatableKinds).notNull(),
  subjectId: text('subject_id').notNull(),
  /** What the text is part of: the thread of a post, the specification of a requirement. */
  parentId: text('parent_id').notNull(),
  revisionId: text('revision_id'),
  field: text('field').notNull(),
  label: text('label').notNull(),
  body: bilingualText('body').notNull(),
  critical: boolean('critical').notNull(),
  /** Who answers for what it says, of either side. */
  ownerId: text('owner_id'),
  since: instant('since').notNull(),
  version: integer('version').notNull(),
}).existing()
