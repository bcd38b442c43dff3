import { and, eq, like, lt } from 'drizzle-orm'
import { auditEntries } from '@/db/schema/audit'
import type { MemberCtx } from '@/server/platform/context'
import type { ListEntries } from '../inputs'
import { readEntries } from './read-entries'
import { requireAuditor } from './require-auditor'

/** A page of the organisation's log, newest first; of one domain or one product where asked. */
export async function listEntries(ctx: MemberCtx, { cursor, limit, domain, productId }: ListEntries) {
  requireAuditor(ctx)
  const where = and(
    cursor ? lt(auditEntries.seq, cursor) : undefined,
    domain === '' ? undefined : like(auditEntries.action, `${domain}.%`),
    productId === '' ? undefined : eq(auditEntries.productId, productId),
  )
  const { entries, names } = await readEntries(ctx, where, limit + 1)
  const items = entries.slice(0, limit)
  return { items, names, nextCursor: entries.length > limit ? (items.at(-1)?.seq ?? null) : null }
}
