import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { threadStates } from '@/server/domains/threads/lifecycle'
import { subjectKinds } from '@/server/domains/threads/rules'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'
import { products } from './products'

/**
 * A question about a product, a BOM or one of its lines. It belongs to the brand and at most one partner: with two
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
    subjectKind: oneOf('subject_kind', subjectKinds).notNull(),
    subjectId: text('subject_id').notNull(),
    /** Set for a BOM and its lines: opens the right grid. */
    bomId: text('bom_id'),
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
