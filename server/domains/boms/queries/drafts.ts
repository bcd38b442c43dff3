import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireLine, requireRevision, requireWrite } from './access'

/** A line that the acting member may change: of the brand, in a draft. CONFLICT where the revision is frozen. */
export async function requireDraftLine(ctx: MemberCtx, lineId: string) {
  const { line, access } = await requireLine(ctx, lineId)
  requireWrite(access)
  const { revision } = await requireRevision(ctx, line.revisionId)
  if (revision.state !== 'draft') throw new DomainError('conflict', 'boms.notDraft')
  return { line, revision, access }
}

/** The same for all lines of a revision. */
export async function requireDraftRevision(ctx: MemberCtx, revisionId: string) {
  const { revision, access } = await requireRevision(ctx, revisionId)
  requireWrite(access)
  if (revision.state !== 'draft') throw new DomainError('conflict', 'boms.notDraft')
  return { revision, access }
}
