import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { languages } from '@/server/kernel/bilingual'
import { instant, oneOf } from '../columns'
import { users } from './people'

export type MessageParams = Record<string, string | number>

/** Something a person should know, stored as a code and parameters and said in the reader's language. */
export const notifications = pgTable(
  'notifications',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    orgId: text('org_id').notNull(),
    kind: text('kind').notNull(),
    params: jsonb('params').$type<MessageParams>().notNull(),
    /** Path inside the portal. */
    path: text('path').notNull(),
    productId: text('product_id'),
    threadId: text('thread_id'),
    /** The event it came from: delivering an event twice makes one notification. */
    eventId: text('event_id').notNull(),
    readAt: instant('read_at'),
    emailedAt: instant('emailed_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('notifications_event_key').on(t.eventId, t.userId),
    index('notifications_inbox_idx').on(t.userId, t.readAt, t.createdAt),
    index('notifications_unmailed_idx')
      .on(t.createdAt)
      .where(sql`read_at is null and emailed_at is null`),
  ],
)

export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    email: boolean('email').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
)

export const mailStates = ['queued', 'sent', 'failed', 'kept'] as const

/**
 * Every mail the portal writes. Without SMTP it is `kept`, readable on the local outbox page. One-time links live only
 * in `secretParams`, which is emptied once the mail left.
 */
export const mails = pgTable(
  'mails',
  {
    id: text('id').primaryKey(),
    toAddress: text('to_address').notNull(),
    userId: text('user_id').references(() => users.id, { onDelete: 'set null' }),
    locale: oneOf('locale', languages).notNull(),
    template: text('template').notNull(),
    params: jsonb('params').$type<MessageParams>().notNull(),
    secretParams: jsonb('secret_params').$type<MessageParams>(),
    state: oneOf('state', mailStates).notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    /** Natural key of the effect, so that a retried job never sends twice. */
    dedupeKey: text('dedupe_key').notNull().unique(),
    createdAt: instant('created_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
    /** Not before: the lease of the process that is sending it, or the pause after a failure. */
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
  },
  (t) => [index('mails_state_idx').on(t.state, t.nextAttemptAt)],
)
