import { bigint, boolean, index, integer, jsonb, primaryKey, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { languages, type Language } from '@/server/kernel/bilingual'
import { instant, oneOf, stamped, versioned } from '../columns'

/** A person, known by e-mail. Names keep both orders: nothing is split on spaces, nobody is forced to a Latin name. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull(),
    emailVerified: instant('email_verified'),
    familyNameZh: text('family_name_zh').notNull().default(''),
    givenNameZh: text('given_name_zh').notNull().default(''),
    familyNameEn: text('family_name_en').notNull().default(''),
    givenNameEn: text('given_name_en').notNull().default(''),
    /** 王工, 陈总, "Dr.": how colleagues address this person. */
    honorific: text('honorific').notNull().default(''),
    /** What is shown, derived from the parts when they change. */
    displayNameEn: text('display_name_en').notNull(),
    displayNameZh: text('display_name_zh').notNull(),
    /** Pinyin or Latin, lower case: one order for both shores, independent of the collations of the server. */
    sortKey: text('sort_key').notNull(),
    image: text('image'),
    locale: oneOf('locale', languages).notNull().default('en'),
    timeZone: text('time_zone').notNull().default('UTC'),
    /** argon2id, in PHC format; null for people who only use links or OAuth. */
    passwordHash: text('password_hash'),
    passwordChangedAt: instant('password_changed_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('users_email_key').on(t.email)],
)

/** A signed-in device. Only the hash of the cookie is stored, so a leaked table signs nobody in. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The organisation this device works for; members switch without signing out. */
    activeOrgId: text('active_org_id'),
    expires: instant('expires').notNull(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    userAgent: text('user_agent').notNull().default(''),
    ip: text('ip').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('sessions_token_key').on(t.tokenHash), index('sessions_user_idx').on(t.userId)],
)

/** A link to an OAuth provider's account. */
export const accounts = pgTable(
  'accounts',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text('type').notNull(),
    provider: text('provider').notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] }), index('accounts_user_idx').on(t.userId)],
)

export const oneTimePurposes = ['signIn', 'signUp', 'passwordReset', 'emailVerification'] as const

/** What a sign-up that still has to prove its address carries; the account comes to exist with the proof. */
export type SignUpDraft = Readonly<{
  familyNameZh: string
  givenNameZh: string
  familyNameEn: string
  givenNameEn: string
  honorific: string
  locale: Language
  timeZone: string
  passwordHash: string
  /** The browser that signed up, as a hash of its device cookie; any other has to repeat the password. */
  deviceHash: string
}>

/** Magic links, resets, sign-ups and address confirmations: hashed, single use, expiring, bound to one purpose. */
export const oneTimeTokens = pgTable(
  'one_time_tokens',
  {
    tokenHash: text('token_hash').primaryKey(),
    purpose: oneOf('purpose', oneTimePurposes).notNull(),
    email: text('email').notNull(),
    /** Whose address is being confirmed; null where the address itself says who. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    draft: jsonb('draft').$type<SignUpDraft>(),
    expires: instant('expires').notNull(),
    usedAt: instant('used_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('one_time_tokens_email_idx').on(t.email, t.purpose)],
)

/** Points of rate-limiter-flexible; the table shape is the library's. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
})

/** Remembers a device that signed in before, so that a lock-out aimed at an account does not shut its owner out. */
export const knownDevices = pgTable(
  'known_devices',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    trusted: boolean('trusted').notNull().default(true),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('known_devices_user_idx').on(t.userId)],
)
