import { and, desc, eq } from 'drizzle-orm'
import { bomImportTemplates, type bomImports } from '@/db/schema/boms'
import { orgs } from '@/db/schema/orgs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore } from '@/server/platform/storage'
import { mayWriteBoms } from '../policy'
import { readBlob } from '../reading/blob'
import { reader } from '../reading/reader'
import { noChoices } from '../rules/choices'
import { rememberedCounts } from '../rules/templates'
import { requireBomsWrite } from './access'

/** Bounds the answer; nobody settles so many kinds of files. */
const most = 500

/** How files are read that somebody settled once, the last used first. */
export async function listImportTemplates(ctx: MemberCtx, { productId }: { productId: string }) {
  const access = await requireBomsWrite(ctx, productId)
  const found = await ctx.db
    .select({
      id: bomImportTemplates.id,
      name: bomImportTemplates.name,
      version: bomImportTemplates.version,
      usedAt: bomImportTemplates.usedAt,
      reading: bomImportTemplates.reading,
      partnerEn: orgs.legalNameEn,
      partnerZh: orgs.legalNameZh,
    })
    .from(bomImportTemplates)
    .leftJoin(orgs, eq(orgs.id, bomImportTemplates.partnerOrgId))
    .where(eq(bomImportTemplates.orgId, access.orgId))
    .orderBy(desc(bomImportTemplates.usedAt))
    .limit(most)
  return found.map(({ reading, partnerEn, partnerZh, ...template }) => ({
    ...template,
    partner: partnerEn === null && partnerZh === null ? null : { en: partnerEn ?? '', zh: partnerZh ?? '' },
    remembers: rememberedCounts(reading),
  }))
}

/** A template of the acting member's organisation that they may change. */
export async function requireTemplate({ db, actor }: MemberCtx, templateId: string) {
  const [found] = await db
    .select()
    .from(bomImportTemplates)
    .where(and(eq(bomImportTemplates.id, templateId), eq(bomImportTemplates.orgId, actor.member.orgId)))
  if (!found) throw new DomainError('notFound', 'boms.templateNotFound')
  if (!mayWriteBoms(actor.member.role, { role: 'owner', grants: [] }))
    throw new DomainError('forbidden', 'boms.writeNeeded')
  return found
}

/** The template a file of this shape was last read with; null where there is none. */
export async function findTemplate({ db }: MemberCtx, orgId: string, shape: string) {
  const [found] = await db
    .select({ id: bomImportTemplates.id, reading: bomImportTemplates.reading })
    .from(bomImportTemplates)
    .where(and(eq(bomImportTemplates.orgId, orgId), eq(bomImportTemplates.shape, shape)))
    .orderBy(desc(bomImportTemplates.usedAt))
    .limit(1)
  return found ?? null
}

/** The name of the template an import began with; null without one, or where it was deleted since. */
export async function findTemplateName(
  { db }: MemberCtx,
  { orgId, settings }: Pick<typeof bomImports.$inferSelect, 'orgId' | 'settings'>,
) {
  if (typeof settings.template !== 'string') return null
  const [found] = await db
    .select({ id: bomImportTemplates.id, name: bomImportTemplates.name })
    .from(bomImportTemplates)
    .where(and(eq(bomImportTemplates.id, settings.template), eq(bomImportTemplates.orgId, orgId)))
  return found ?? null
}

/** The shape of a file as it is read without anybody's help: what the next file of its kind will have too. */
export async function shapeOf(
  storage: BlobStore,
  file: Readonly<{ sha256: string; fileName: string }>,
): Promise<string | null> {
  const { shape } = await reader.ask(readBlob(storage, file), noChoices, { kind: 'digest' })
  return shape
}
