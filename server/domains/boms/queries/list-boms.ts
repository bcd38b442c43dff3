import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { bomImports, bomRevisions, boms } from '@/db/schema/boms'
import type { MemberCtx } from '@/server/platform/context'
import { changeShown, currentShown, isShown, requireBom, requireBoms, requireBomsWrite } from './access'

const most = 500

/** The BOMs of a product with their newest revision, archived ones last. */
export async function listBoms(ctx: MemberCtx, { productId }: { productId: string }) {
  const access = await requireBoms(ctx, productId)
  const found = await ctx.db
    .select({
      id: boms.id,
      name: boms.name,
      version: boms.version,
      archivedAt: boms.archivedAt,
      revisionId: bomRevisions.id,
      number: bomRevisions.number,
      state: bomRevisions.state,
      letter: bomRevisions.letter,
      releasedLetter: boms.releasedLetter,
      lineCount: bomRevisions.lineCount,
      placementCount: bomRevisions.placementCount,
      revisedAt: bomRevisions.createdAt,
    })
    .from(boms)
    .innerJoin(bomRevisions, eq(bomRevisions.id, currentShown(ctx.actor)))
    .where(and(eq(boms.productId, productId), eq(boms.orgId, access.orgId)))
    .orderBy(desc(isNull(boms.archivedAt)), asc(boms.createdAt))
    .limit(most)
  return { boms: found, mayWrite: access.write }
}

/** One BOM with its revisions, newest first, and what the reader may do. */
export async function getBom(ctx: MemberCtx, { bomId }: { bomId: string }) {
  const { bom, access } = await requireBom(ctx, bomId)
  const revisions = await ctx.db
    .select({
      id: bomRevisions.id,
      number: bomRevisions.number,
      state: bomRevisions.state,
      letter: bomRevisions.letter,
      version: bomRevisions.version,
      changeId: changeShown(ctx.actor),
      releasedAt: bomRevisions.releasedAt,
      lineCount: bomRevisions.lineCount,
      placementCount: bomRevisions.placementCount,
      variants: bomRevisions.variants,
      source: bomRevisions.source,
      createdAt: bomRevisions.createdAt,
    })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.bomId, bomId), eq(bomRevisions.productId, access.productId), isShown(ctx.actor)))
    .orderBy(desc(bomRevisions.ordinal))
    .limit(most)
  return {
    id: bom.id,
    productId: bom.productId,
    name: bom.name,
    version: bom.version,
    archivedAt: bom.archivedAt,
    currentRevisionId: bom.currentRevisionId,
    releasedRevisionId: bom.releasedRevisionId,
    releasedLetter: bom.releasedLetter,
    revisions: revisions.map(({ source, ...revision }) => ({
      ...revision,
      fileName: source?.fileName ?? null,
      leftOutRows: source?.leftOutRows ?? [],
    })),
    /** The reader's side is the brand's. */
    owns: access.owner,
    mayWrite: access.write,
    mayRelease: access.release,
    /** The reader belongs to the brand. */
    owner: access.owner,
    seesPrices: access.prices,
  }
}

/** Files that were uploaded and neither accepted nor thrown away, newest first. */
export async function listImports(ctx: MemberCtx, { productId }: { productId: string }) {
  const access = await requireBomsWrite(ctx, productId)
  return ctx.db
    .select({
      id: bomImports.id,
      fileName: bomImports.fileName,
      byteSize: bomImports.byteSize,
      bomId: bomImports.bomId,
      version: bomImports.version,
      createdAt: bomImports.createdAt,
    })
    .from(bomImports)
    .where(
      and(eq(bomImports.productId, productId), eq(bomImports.orgId, access.orgId), eq(bomImports.state, 'preview')),
    )
    .orderBy(desc(bomImports.createdAt))
    .limit(50)
}
