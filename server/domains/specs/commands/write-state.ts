import { and, eq, sql } from 'drizzle-orm'
import { specRevisions } from '@/db/schema/specs'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { SpecRevisionRow } from '../queries/access'

type Change = Partial<typeof specRevisions.$inferInsert>

/** Compare-and-set on a revision: of two people who act at once, the second is refused with specs.stale. */
export async function writeState(
  ctx: MemberCtx,
  revision: SpecRevisionRow,
  version: number,
  change: Change,
): Promise<void> {
  if (revision.version !== version) throw new DomainError('conflict', 'specs.stale')
  // Past row-level security for this one row: the last signature may be a partner's, whose right was just proven.
  const written = await asSystem(ctx, () =>
    ctx.db
      .update(specRevisions)
      .set({ ...change, version: sql`${specRevisions.version} + 1` })
      .where(
        and(
          eq(specRevisions.id, revision.id),
          eq(specRevisions.orgId, revision.orgId),
          eq(specRevisions.version, version),
        ),
      )
      .returning({ id: specRevisions.id }),
  )
  if (written.length === 0) throw new DomainError('conflict', 'specs.stale')
}
