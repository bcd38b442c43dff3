import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { postActs, threadKinds, threadStates } from '@/server/domains/threads/lifecycle'
import { grants } from '@/server/domains/products/rules'
import { subjectKinds } from '@/server/domains/threads/rules'
import { dispositions, eqOutcomes } from '@/server/domains/threads/rules/engineering-query'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'
import { products } from './products'

/**
 * A question about a product or something in it: a BOM, a line, a requirement, a place in a design file. It belongs to the brand and at most one partner: with two
 * factories on a product neither can see that the other one asks. `partnerOrgId` null = inside the brand.
 */
export const threads = pgTable(
  'threads',
  {
    id: text('id').primaryKey(),
    /** The brand that owns the product. */
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    /** A plain question, or an engineering query with a proposal and an outcome. */
    kind: oneOf('kind', threadKinds).notNull().default('question'),
    subjectKind: oneOf('subject_kind', subjectKinds).notNull(),
    subjectId: text('subject_id').notNull(),
    /** Set for a BOM and its lines, and for a specification and its requirements: opens the right page. */
    bomId: text('bom_id'),
    specId: text('spec_id'),
    /** Set for a pin in a design file. */
    designSetId: text('design_set_id'),
    /** What a partner must have been granted to see it; null for the product itself. */
    requiredGrant: oneOf('required_grant', grants),
    /** What the subject was called when asked (references and part), so that the question stays readable. */
    subjectLabel: text('subject_label').notNull(),
    state: oneOf('state', threadStates).notNull().default('open'),
    openedBy: text('opened_by')
      .notNull()
      .references(() => users.id),
    openedByOrgId: text('opened_by_org_id').notNull(),
    postCount: integer('post_count').notNull().default(0),
    lastPostAt: instant('last_post_at').notNull(),
    lastPostOrgId: text('last_post_org_id').notNull(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: text('resolved_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [
    index('threads_product_idx').on(t.productId, t.state, t.lastPostAt),
    index('threads_subject_idx').on(t.subjectId),
  ],
)

export const posts = pgTable(
  'posts',
  {
    id: text('id').primaryKey(),
    threadId: text('thread_id')
      .notNull()
      .references(() => threads.id),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id'),
    authorId: text('author_id')
      .notNull()
      .references(() => users.id),
    authorOrgId: text('author_org_id').notNull(),
    body: bilingualText('body').notNull(),
    mentions: text('mentions').array().notNull(),
    /** What was done with these words in an engineering query; null for what was merely said. */
    act: oneOf('act', postActs),
    /** Chosen by the client, so that a retry after a lost answer is the same post. */
    clientKey: text('client_key').notNull().unique(),
    editedAt: instant('edited_at'),
    /** Who wrote the counterpart when it was not the author. */
    translatedBy: text('translated_by').references(() => users.id),
    translatedAt: instant('translated_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('posts_thread_idx').on(t.threadId, t.createdAt)],
)

/** Up to where a person has read a thread. */
export const threadReads = pgTable(
  'thread_reads',
  {
    threadId: text('thread_id')
      .notNull()
      .references(() => threads.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    readAt: instant('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] })],
)

/** What makes a thread an engineering query (EQ, 工程问题确认): what the asker proposes, and what was decided. */
export const engineeringQueries = pgTable(
  'engineering_queries',
  {
    threadId: text('thread_id')
      .primaryKey()
      .references(() => threads.id),
    orgId: text('org_id').notNull(),
    partnerOrgId: text('partner_org_id'),
    productId: text('product_id').notNull(),
    /**
     * Human number between the two sides of one product: `EQ-007`. Counted over the whole product it would leave gaps
     * from which a factory could read that there is another one.
     */
    code: text('code').notNull(),
    title: bilingualText('title').notNull(),
    raisedByOrgId: text('raised_by_org_id').notNull(),
    /** What the asker proposes to do, in a word and in their own words. */
    disposition: oneOf('disposition', dispositions).notNull(),
    proposal: bilingualText('proposal').notNull(),
    attachmentIds: text('attachment_ids').array().notNull(),
    /** End of the answering side's working day; passing it decides nothing. */
    dueAt: instant('due_at').notNull(),
    provisional: boolean('provisional').notNull(),
    /** Null until a person of the other side decided. */
    outcome: oneOf('outcome', eqOutcomes),
    decision: bilingualText('decision'),
    decidedBy: text('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    /** Pairs of neighbouring characters of title and proposal, for finding similar ones. */
    grams: text('grams').array().notNull(),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('engineering_queries_code_key').on(t.productId, t.partnerOrgId, t.code),
    check(
      'engineering_queries_decided_by_somebody',
      sql`num_nonnulls(${t.outcome}, ${t.decision}, ${t.decidedBy}, ${t.decidedAt}) in (0, 4)`,
    ),
    index('engineering_queries_grams_idx').using('gin', t.grams),
  ],
)
