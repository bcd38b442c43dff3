import { and, eq, sql } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { RevisionRow } from '../queries/access'

/** Compare-and-set on a revision: of two people who act at once, the second is refused with boms.revisionStale. */
export async function writeRevision(
  { db }: MemberCtx,
  revision: Pick<RevisionRow, 'id' | 'orgId'>,
  version: number,
  change: Partial<typeof bomRevisions.$inferInsert>,
): Promise<void> {
  const written = await db
    .update(bomRevisions)
    .set({ ...change, version: sql`${bomRevisions.version} + 1` })
    .where(
      and(eq(bomRevisions.id, revision.id), eq(bomRevisions.orgId, revision.orgId), eq(bomRevisions.version, version)),
    )
    .returning({ id: bomRevisions.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.revisionStale')
}

/** Lines that are another BOM mean the revision of it that is in force now, from here on. Only while it is a draft. */
export async function pinChildren({ db }: MemberCtx, { id, orgId }: Pick<RevisionRow, 'id' | 'orgId'>): Promise<void> {
  await db.execute(sql`update bom_lines l set child_revision_id = c.released_revision_id
    from boms c where l.revision_id = ${id} and l.org_id = ${orgId} and c.id = l.child_bom_id and c.org_id = l.org_id`)
}

/** Edited again, they mean whatever is in force. */
export async function unpinChildren(
  { db }: MemberCtx,
  { id, orgId }: Pick<RevisionRow, 'id' | 'orgId'>,
): Promise<void> {
  await db.execute(sql`update bom_lines set child_revision_id = null
    where revision_id = ${id} and org_id = ${orgId} and child_revision_id is not null`)
}
