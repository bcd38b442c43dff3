import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant } from '../columns'

/** Append-only, chained per organisation: each hash covers the entry and the hash before it. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    orgId: text('org_id').notNull(),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    actorUserId: text('actor_user_id'),
    actorOrgId: text('actor_org_id'),
    action: text('action').notNull(),
    subjectId: text('subject_id').notNull(),
    productId: text('product_id'),
    params: jsonb('params').$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.seq] }), index('audit_entries_subject_idx').on(t.orgId, t.subjectId)],
)

/** The last link of each chain; locking this row is what keeps the chain a chain. */
export const auditHeads = pgTable('audit_heads', {
  orgId: text('org_id').primaryKey(),
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
})

/**
 * The outbox. A command inserts its event in its own transaction; the dispatcher numbers committed events in one
 * order (`seq`), so a reader that has seen N never misses a smaller number that was committed late.
 */
export const events = pgTable(
  'events',
  {
    id: text('id').primaryKey(),
    seq: bigint('seq', { mode: 'bigint' }),
    type: text('type').notNull(),
    /** Organisations that may be told, live or later. */
    audience: text('audience').array().notNull(),
    actorUserId: text('actor_user_id'),
    actorOrgId: text('actor_org_id'),
    productId: text('product_id'),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    at: instant('at').notNull(),
    publishedAt: instant('published_at'),
  },
  (t) => [uniqueIndex('events_seq_key').on(t.seq), index('events_unpublished_idx').on(t.publishedAt, t.at)],
)
