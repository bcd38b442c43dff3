import { attachments } from '@/db/schema/attachments'
import { DomainError } from '@/server/kernel/errors'
import { cleanFileName } from '@/server/kernel/file-name'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { holdBlob } from '@/server/platform/blob-hold'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import { requireAttaching, type AttachTo, type Attachment } from '../queries/access'
import type { MediaType } from '../rules/media-type'

type Input = AttachTo & Readonly<{ fileName: string; mediaType: MediaType; blob: StoredBlob }>

/**
 * Keeps a stored file as evidence on a product. It is shown nowhere until a question or a requirement refers to it, so
 * nobody is told of it yet. Errors: attachments.empty, and those of `requireAttaching`.
 */
export async function addAttachment(ctx: MemberCtx, storage: BlobStore, input: Input): Promise<Attachment> {
  const { fileName, mediaType, blob } = input
  const place = await requireAttaching(ctx, input)
  if (blob.size === 0) throw new DomainError('invalid', 'attachments.empty')
  if (!(await holdBlob(ctx, storage, blob.sha256))) throw new DomainError('conflict', 'attachments.uploadDamaged')
  const file = { id: newId('attachment'), name: cleanFileName(fileName, 'file'), mediaType, size: blob.size }
  const { actor } = ctx
  await ctx.db.insert(attachments).values({
    ...place,
    ...file,
    sha256: blob.sha256,
    uploadedBy: actor.userId,
    uploadedByOrgId: actor.member.orgId,
    createdAt: ctx.now(),
  })
  recordAudit(ctx, {
    action: 'attachments.addAttachment',
    subjectId: file.id,
    productId: place.productId,
    orgs: place.partnerOrgId === null ? [place.orgId] : [place.orgId, place.partnerOrgId],
    params: { fileName: file.name, sha256: blob.sha256, byteSize: blob.size, mediaType },
  })
  return file
}
