import { and, eq, sql } from 'drizzle-orm'
import { changes } from '@/db/schema/changes'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangeRow } from '../queries/access'

/** Compare-and-set on a change: of two people who act at once, the second is refused with changes.stale. */
export async function writeState(
  { db }: MemberCtx,
  change: ChangeRow,
  version: number,
  values: Partial<typeof changes.$inferInsert>,
): Promise<ChangeRow> {
  const [written] = await db
    .update(changes)
    .set({ ...values, version: sql`${changes.version} + 1` })
    .where(and(eq(changes.id, change.id), eq(changes.orgId, change.orgId), eq(changes.version, version)))
    .returning()
  if (!written) throw new DomainError('conflict', 'changes.stale')
  return written
}
