import { and, eq, sql } from 'drizzle-orm'
import { gates } from '@/db/schema/gates'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { GateRow } from '../queries/access'

type Change = Partial<typeof gates.$inferInsert>

/** Compare-and-set on a gate: of two people who act at once, the second is refused with gates.stale. */
export async function writeState(ctx: MemberCtx, gate: GateRow, version: number, change: Change): Promise<void> {
  if (gate.version !== version) throw new DomainError('conflict', 'gates.stale')
  // Past row-level security for this one row: the last signature may be a partner's, whose right was just proven.
  const written = await asSystem(ctx, () =>
    ctx.db
      .update(gates)
      .set({ ...change, version: sql`${gates.version} + 1` })
      .where(and(eq(gates.id, gate.id), eq(gates.orgId, gate.orgId), eq(gates.version, version)))
      .returning({ id: gates.id }),
  )
  if (written.length === 0) throw new DomainError('conflict', 'gates.stale')
}
