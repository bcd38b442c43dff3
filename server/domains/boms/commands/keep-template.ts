import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomImports, bomImportTemplates } from '@/db/schema/boms'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { BlobStore } from '@/server/platform/storage'
import { headingKey } from '../importing/columns'
import type { deleteTemplateInput, renameTemplateInput, saveTemplateInput } from '../inputs'
import { requireImport } from '../queries/access'
import { requireTemplate, shapeOf } from '../queries/templates'
import { readBlob } from '../reading/blob'
import { reader } from '../reading/reader'
import { rememberedReading } from '../rules/templates'
import { publishImport } from './upload-import'

/**
 * Remembers how a file was read, for the next one with the same headings. Under a name that is known for these headings
 * it takes the place of what was remembered before.
 */
export async function saveTemplate(
  ctx: MemberCtx,
  storage: BlobStore,
  { importId, version, name, partnerOrgId }: z.output<typeof saveTemplateInput>,
): Promise<{ templateId: string }> {
  const { import: found, access } = await requireImport(ctx, importId)
  if (found.version !== version) throw new DomainError('conflict', 'boms.importChanged')
  if (partnerOrgId !== null) await requirePartner(ctx, found.productId, partnerOrgId)
  const shape = await shapeOf(storage, found)
  const { detected } = await reader.ask(readBlob(storage, found), found.settings, { kind: 'digest' })
  const reading = rememberedReading(
    found.settings.reading,
    detected.columns.map(({ index, header }) => ({ index, key: headingKey(header) })),
  )
  if (shape === null || reading === null) throw new DomainError('invalid', 'boms.templateEmpty')
  const [saved] = await ctx.db
    .insert(bomImportTemplates)
    .values({
      id: newId('importTemplate'),
      orgId: access.orgId,
      partnerOrgId,
      name,
      shape,
      reading,
      userId: ctx.actor.userId,
      usedAt: ctx.now(),
    })
    .onConflictDoUpdate({
      target: [bomImportTemplates.orgId, bomImportTemplates.shape, bomImportTemplates.name],
      set: { partnerOrgId, reading, usedAt: ctx.now(), version: sql`${bomImportTemplates.version} + 1` },
    })
    .returning({ id: bomImportTemplates.id })
  if (!saved) throw new Error('a template was neither written nor found')
  // The import it was learned from says so too.
  await ctx.db
    .update(bomImports)
    .set({ settings: { ...found.settings, template: saved.id } })
    .where(and(eq(bomImports.id, found.id), eq(bomImports.orgId, access.orgId)))
  note(ctx, 'boms.saveImportTemplate', { id: saved.id, orgId: access.orgId }, { name })
  publishImport(ctx, access, found.id)
  return { templateId: saved.id }
}

export async function renameTemplate(
  ctx: MemberCtx,
  { templateId, version, name }: z.output<typeof renameTemplateInput>,
): Promise<void> {
  const found = await requireTemplate(ctx, templateId)
  const [taken] = await ctx.db
    .select({ id: bomImportTemplates.id })
    .from(bomImportTemplates)
    .where(
      and(
        eq(bomImportTemplates.orgId, found.orgId),
        eq(bomImportTemplates.shape, found.shape),
        eq(bomImportTemplates.name, name),
      ),
    )
  if (taken && taken.id !== found.id) throw new DomainError('conflict', 'boms.templateNameTaken', { name })
  const written = await ctx.db
    .update(bomImportTemplates)
    .set({ name, version: sql`${bomImportTemplates.version} + 1` })
    .where(mine(found, version))
    .returning({ id: bomImportTemplates.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.templateChanged')
  note(ctx, 'boms.renameImportTemplate', found, { before: found.name, name })
}

/** Forgets how files of one kind are read. Files that were read with it stay as they are. */
export async function deleteTemplate(
  ctx: MemberCtx,
  { templateId, version }: z.output<typeof deleteTemplateInput>,
): Promise<void> {
  const found = await requireTemplate(ctx, templateId)
  const gone = await ctx.db
    .delete(bomImportTemplates)
    .where(mine(found, version))
    .returning({ id: bomImportTemplates.id })
  if (gone.length === 0) throw new DomainError('conflict', 'boms.templateChanged')
  note(ctx, 'boms.deleteImportTemplate', found, { name: found.name })
}

const mine = ({ id, orgId }: Readonly<{ id: string; orgId: string }>, version: number) =>
  and(eq(bomImportTemplates.id, id), eq(bomImportTemplates.orgId, orgId), eq(bomImportTemplates.version, version))

const note = (
  ctx: MemberCtx,
  action: 'boms.saveImportTemplate' | 'boms.renameImportTemplate' | 'boms.deleteImportTemplate',
  { id, orgId }: Readonly<{ id: string; orgId: string }>,
  params: Readonly<Record<string, string>>,
) => recordAudit(ctx, { action, subjectId: id, orgs: [orgId], params })

async function requirePartner({ db }: MemberCtx, productId: string, orgId: string): Promise<void> {
  const [party] = await db
    .select({ id: productParties.id })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.orgId, orgId),
        eq(productParties.role, 'manufacturer'),
      ),
    )
  if (!party) throw new DomainError('notFound', 'boms.partnerNotFound')
}
