import { eq } from 'drizzle-orm'
import { auditEntries } from '@/db/schema/audit'
import { readEntries } from '@/server/domains/audit/queries/read-entries'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from './require-product'

const shown = 12

/** What happened in a product lately, from the reader's own organisation's log: a partner's holds only its own share. */
export async function listActivity(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  await requireProduct(ctx, productId)
  return readEntries(ctx, eq(auditEntries.productId, productId), shown)
}
