import { eq } from 'drizzle-orm'
import { bomImports, bomImportTemplates } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import { cleanFileName } from '@/server/kernel/file-name'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { holdBlob } from '@/server/platform/blob-hold'
import { publish, recordAudit } from '@/server/platform/journal'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import { requireBom, requireBomsWrite } from '../queries/access'
import { findTemplate } from '../queries/templates'
import { noChoices } from '../rules/choices'

type Input = Readonly<{
  productId: string
  bomId: string | null
  fileName: string
  blob: StoredBlob
  /** `shapeOf` the file: it is read as the last one of its kind was. */
  shape?: string | null
}>

/**
 * Puts a stored file on its way in. Nothing of its content is kept until it is accepted. Where somebody settled once how
 * such files are read, that is how it is read first.
 */
export async function uploadImport(ctx: MemberCtx, storage: BlobStore, input: Input): Promise<{ importId: string }> {
  const access = await requireBomsWrite(ctx, input.productId)
  if (input.bomId !== null) {
    const { bom } = await requireBom(ctx, input.bomId)
    if (bom.productId !== input.productId) throw new DomainError('notFound', 'boms.notFound')
  }
  if (input.blob.size === 0) throw new DomainError('invalid', 'boms.fileEmpty')
  if (!(await holdBlob(ctx, storage, input.blob.sha256))) throw new DomainError('conflict', 'boms.uploadDamaged')
  const template = input.shape ? await findTemplate(ctx, access.orgId, input.shape) : null
  if (template) await markUsed(ctx, template.id)
  const importId = newId('bomImport')
  const fileName = cleanFileName(input.fileName, 'bom')
  await ctx.db.insert(bomImports).values({
    id: importId,
    orgId: access.orgId,
    productId: input.productId,
    bomId: input.bomId,
    fileName,
    sha256: input.blob.sha256,
    byteSize: input.blob.size,
    settings: template ? { reading: template.reading, leftOut: [], template: template.id } : noChoices,
    createdBy: ctx.actor.userId,
  })
  recordAudit(ctx, {
    action: 'boms.uploadImport',
    subjectId: importId,
    productId: input.productId,
    orgs: [access.orgId],
    params: { fileName, sha256: input.blob.sha256, byteSize: input.blob.size },
  })
  publishImport(ctx, access, importId)
  return { importId }
}

const markUsed = ({ db, now }: MemberCtx, templateId: string) =>
  db.update(bomImportTemplates).set({ usedAt: now() }).where(eq(bomImportTemplates.id, templateId))

/** Tells the brand that something happened to a file on its way in. */
export const publishImport = (
  ctx: MemberCtx,
  { orgId, productId }: Readonly<{ orgId: string; productId: string }>,
  importId: string,
) => publish(ctx, { type: 'boms.importChanged', audience: [orgId], productId, payload: { importId } })
