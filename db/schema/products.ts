import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { partyRoles, partyStates } from '@/server/domains/products/lifecycle'
import { grants, phases } from '@/server/domains/products/rules'
import { languages } from '@/server/kernel/bilingual'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'

/** A device that a brand owns and builds with its partners. */
export const products = pgTable(
  'products',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    /** Short code people say aloud, unique inside the brand: `SH-100`. */
    code: text('code').notNull(),
    name: bilingualText('name').notNull(),
    summary: bilingualText('summary'),
    vertical: text('vertical').notNull(),
    subVertical: text('sub_vertical').notNull(),
    phase: oneOf('phase', phases).notNull().default('concept'),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('products_code_key').on(t.orgId, t.code)],
)

/**
 * Who works on a product and what each may see. The brand has a row too (`owner`), so one join answers every access
 * question. `ownerOrgId` repeats the brand so that row-level security needs no look at `products`.
 */
export const productParties = pgTable(
  'product_parties',
  {
    id: text('id').primaryKey(),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    ownerOrgId: text('owner_org_id')
      .notNull()
      .references(() => orgs.id),
    /** Null until an invitation by link or e-mail is taken up. */
    orgId: text('org_id').references(() => orgs.id),
    role: oneOf('role', partyRoles).notNull(),
    state: oneOf('state', partyStates).notNull(),
    grants: text('grants', { enum: [...grants] as [(typeof grants)[number], ...(typeof grants)[number][]] })
      .array()
      .notNull(),
    /** Where the invitation was sent, and the hash of its link. */
    invitedEmail: text('invited_email'),
    /** What the inviter thinks the reader at that address reads; an account of theirs knows better. */
    invitedLocale: oneOf('invited_locale', languages),
    tokenHash: text('token_hash'),
    expires: instant('expires'),
    invitedBy: text('invited_by').references(() => users.id),
    /** What the brand says to the invited side. They read it before accepting, so it says only what the brand chose to say. */
    message: bilingualText('message'),
    /** The non-disclosure text this party must accept before anything is shown. */
    ndaVersion: text('nda_version').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: text('accepted_by').references(() => users.id),
    revokedAt: instant('revoked_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('product_parties_org_key').on(t.productId, t.orgId),
    uniqueIndex('product_parties_token_key').on(t.tokenHash),
    index('product_parties_party_idx').on(t.orgId, t.state),
  ],
)

/** Proof that a person accepted a text for their organisation: what, who, when, from where. Never updated. */
export const ndaAcceptances = pgTable(
  'nda_acceptances',
  {
    id: text('id').primaryKey(),
    partyId: text('party_id')
      .notNull()
      .references(() => productParties.id),
    productId: text('product_id').notNull(),
    ownerOrgId: text('owner_org_id').notNull(),
    orgId: text('org_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    ndaVersion: text('nda_version').notNull(),
    /** The text as it was shown, with both parties' names in it: later changes of names or wording leave it alone. */
    text: text('text').notNull(),
    /** sha256 of `text` in UTF-8, hex. */
    textHash: text('text_hash').notNull(),
    language: oneOf('language', languages).notNull(),
    signerName: text('signer_name').notNull(),
    signerTitle: text('signer_title').notNull(),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    acceptedAt: instant('accepted_at').notNull(),
  },
  (t) => [index('nda_acceptances_party_idx').on(t.partyId)],
)
