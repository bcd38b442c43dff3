import { asc, eq } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { csvType } from '@/server/kernel/csv'
import type { MemberCtx } from '@/server/platform/context'
import { xlsxType } from '@/server/platform/workbooks/write-xlsx'
import { partsCsv, partsXlsx, type ExportedPart } from '../exchange/xlsx'
import { grouped } from '../rules/grouped'
import { rightsOf, todayOf } from './access'

/** The whole library of the organisation as a file; prices only for whom may see them. Archived parts stay behind. */
export async function exportParts(ctx: MemberCtx, { format }: Readonly<{ format: 'csv' | 'xlsx' }>) {
  const library = await readLibrary(ctx)
  const options = { prices: rightsOf(ctx).prices }
  const fileName = `mortise-parts-${todayOf(ctx)}.${format}`
  return format === 'csv'
    ? { fileName, type: csvType, body: partsCsv(library, options) }
    : { fileName, type: xlsxType, body: partsXlsx(library, options) }
}

async function readLibrary({ db, actor }: MemberCtx): Promise<ExportedPart[]> {
  const { orgId } = actor.member
  const rows = await db.select().from(parts).where(eq(parts.orgId, orgId)).orderBy(asc(parts.numberKey))
  const sources = grouped(
    await db
      .select()
      .from(manufacturerParts)
      .where(eq(manufacturerParts.orgId, orgId))
      .orderBy(asc(manufacturerParts.rank), asc(manufacturerParts.id)),
    ({ partId }) => partId,
  )
  const offers = grouped(
    await db.select().from(supplierParts).where(eq(supplierParts.orgId, orgId)).orderBy(asc(supplierParts.key)),
    ({ partId }) => partId,
  )
  return rows
    .filter(({ archivedAt }) => archivedAt === null)
    .map((part) => ({ part, sources: sources.get(part.id) ?? [], offers: offers.get(part.id) ?? [] }))
}
