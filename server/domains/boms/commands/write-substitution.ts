import { and, eq, sql } from 'drizzle-orm'
import { bomSubstitutions } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { SubstitutionRow } from '../queries/substitutions'

/** Compare-and-set on a request: of two people who answer at once, the second is refused with boms.substitutionStale. */
export async function writeSubstitution(
  { db }: MemberCtx,
  { id, orgId }: Pick<SubstitutionRow, 'id' | 'orgId'>,
  version: number,
  change: Partial<typeof bomSubstitutions.$inferInsert>,
): Promise<void> {
  const written = await db
    .update(bomSubstitutions)
    .set({ ...change, version: sql`${bomSubstitutions.version} + 1` })
    .where(and(eq(bomSubstitutions.id, id), eq(bomSubstitutions.orgId, orgId), eq(bomSubstitutions.version, version)))
    .returning({ id: bomSubstitutions.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.substitutionStale')
}
