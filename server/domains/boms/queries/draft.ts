import { eq } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { revisionName } from '../rules/numbering'
import { requireRevision, requireWrite } from './access'

/**
 * A revision that may be edited by the acting member, held until the transaction ends, so that it cannot be submitted
 * meanwhile. Refuses whoever may not write, then what is no draft (`boms.notDraft`).
 */
export async function requireDraft(ctx: MemberCtx, revisionId: string) {
  const { access } = await requireRevision(ctx, revisionId)
  requireWrite(access)
  const [revision] = await ctx.db.select().from(bomRevisions).where(eq(bomRevisions.id, revisionId)).for('update')
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  if (revision.state !== 'draft') throw new DomainError('conflict', 'boms.notDraft', { number: revisionName(revision) })
  return { revision, access }
}
