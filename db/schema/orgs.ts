import { boolean, index, primaryKey, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { memberRoles, orgKinds } from '@/server/kernel/actor'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { users } from './people'

/** A brand or a manufacturer. The Chinese legal name is the only legally valid one in China; the English one is chosen. */
export const orgs = pgTable(
  'orgs',
  {
    id: text('id').primaryKey(),
    kind: oneOf('kind', orgKinds).notNull(),
    legalNameEn: text('legal_name_en').notNull().default(''),
    legalNameZh: text('legal_name_zh').notNull().default(''),
    /** Pinyin or Latin, lower case, for one order in both languages. */
    sortKey: text('sort_key').notNull(),
    country: text('country').notNull(),
    city: text('city').notNull().default(''),
    timeZone: text('time_zone').notNull(),
    currency: text('currency').notNull(),
    /** Unified Social Credit Code; a failed checksum warns and never blocks (some genuine early codes fail). */
    uscc: text('uscc'),
    about: bilingualText('about'),
    website: text('website').notNull().default(''),
    /** A manufacturer that brands may find before any partnership exists. */
    listed: boolean('listed').notNull().default(false),
    ...versioned,
    ...stamped,
  },
  (t) => [index('orgs_listed_idx').on(t.listed, t.kind, t.sortKey)],
)

export const memberStates = ['active', 'removed'] as const

export const members = pgTable(
  'members',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: oneOf('role', memberRoles).notNull(),
    state: oneOf('state', memberStates).notNull().default('active'),
    removedAt: instant('removed_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index('members_user_idx').on(t.userId)],
)

export const invitationStates = ['open', 'accepted', 'revoked'] as const

/** An invitation to become a member, by link (no e-mail) or to one address. Only the hash of the link is stored. */
export const invitations = pgTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    email: text('email'),
    role: oneOf('role', memberRoles).notNull(),
    tokenHash: text('token_hash').notNull(),
    state: oneOf('state', invitationStates).notNull().default('open'),
    expires: instant('expires').notNull(),
    invitedBy: text('invited_by')
      .notNull()
      .references(() => users.id),
    acceptedBy: text('accepted_by').references(() => users.id),
    acceptedAt: instant('accepted_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('invitations_token_key').on(t.tokenHash), index('invitations_org_idx').on(t.orgId, t.state)],
)
