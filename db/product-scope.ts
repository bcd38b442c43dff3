import { text } from 'drizzle-orm/pg-core'
import { orgs } from './schema/orgs'
import { products } from './schema/products'

/** Whose a row is and what it is about; policies and every WHERE ask for both. */
export const productScope = {
  /** The brand that owns the product. */
  orgId: text('org_id')
    .notNull()
    .references(() => orgs.id),
  productId: text('product_id')
    .notNull()
    .references(() => products.id),
}
