import { listAttachments, type Attachment } from '@/server/domains/attachments/queries'
import type { MemberCtx } from '@/server/platform/context'
import type { ListFiles } from '../inputs'
import { requireSpecRevision } from './access'

/** What files of a specification are called, those that the reader may open; also files not attached to anything yet. */
export async function listFiles(ctx: MemberCtx, { revisionId, attachmentIds }: ListFiles): Promise<Attachment[]> {
  await requireSpecRevision(ctx, revisionId)
  return listAttachments(ctx, attachmentIds)
}
