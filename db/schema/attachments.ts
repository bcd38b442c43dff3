import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core'
import { attachmentAudiences } from '@/server/domains/attachments/rules'
import { instant, oneOf } from '../columns'
import { productScope } from '../product-scope'
import { orgs } from './orgs'
import { users } from './people'

/** A small file that proves or shows something: a photo, a report. Never changed, only superseded by another. */
export const attachments = pgTable(
  'attachments',
  {
    id: text('id').primaryKey(),
    ...productScope,
    /** Who may see it: the brand alone, the brand and one partner, or everyone who may see specifications. */
    audience: oneOf('audience', attachmentAudiences).notNull(),
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    /** Read from the bytes, never believed from the sender. */
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    uploadedBy: text('uploaded_by')
      .notNull()
      .references(() => users.id),
    uploadedByOrgId: text('uploaded_by_org_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('attachments_product_idx').on(t.productId), index('attachments_blob_idx').on(t.sha256)],
)
