import { and, eq, sql } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { BaseRevision } from '../queries/base-revision'

/** The organisations an engineering change lies between. */
export type ChangePair = Readonly<{ orgId: string; partnerOrgId: string | null }>

/** Holds the change that the newest draft of a BOM belongs to, so that it is not approved while a file is stored. */
export async function holdChange({ db }: MemberCtx, bomId: string | null): Promise<void> {
  if (bomId === null) return
  await db
    .select({ id: changes.id })
    .from(changes)
    .innerJoin(boms, eq(boms.currentRevisionId, changes.revisionId))
    .where(eq(boms.id, bomId))
    .for('update', { of: changes })
}

/**
 * A file read into the draft of a change is the next state of that draft: the change goes on with the new revision, and
 * its approvals, bound to the content before, are void. Null where the draft belongs to none.
 */
export async function followChange(
  { db, now }: MemberCtx,
  { changeId, revisionId: before }: Pick<BaseRevision, 'changeId' | 'revisionId'>,
  revisionId: string,
): Promise<ChangePair | null> {
  if (changeId === null) return null
  const [change] = await db
    .update(changes)
    .set({ revisionId, updatedAt: now(), version: sql`${changes.version} + 1` })
    .where(and(eq(changes.id, changeId), eq(changes.revisionId, before)))
    .returning({ orgId: changes.orgId, partnerOrgId: changes.partnerOrgId })
  if (!change) throw new DomainError('conflict', 'boms.importChanged')
  return change
}
