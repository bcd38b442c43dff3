import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { TokenScope } from '@/server/domains/apiTokens/rules'
import { instant } from '../columns'
import { orgs } from './orgs'
import { users } from './people'
import { products } from './products'

/** What a program shows instead of a session. Only its hash is stored, so a leaked table lets nobody in. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    /** The one product it is good for; null for all of the organisation. */
    productId: text('product_id').references(() => products.id),
    name: text('name').notNull(),
    /** How it begins, by which people tell their tokens apart. */
    shown: text('shown').notNull(),
    tokenHash: text('token_hash').notNull(),
    scopes: text('scopes').array().$type<TokenScope[]>().notNull(),
    /** Who made it: it does what they may, as long as they may. */
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    lastUsedIp: text('last_used_ip'),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by').references(() => users.id),
  },
  (t) => [uniqueIndex('api_tokens_hash_key').on(t.tokenHash), index('api_tokens_org_idx').on(t.orgId)],
)
