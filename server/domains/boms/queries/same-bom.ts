import { and, eq, isNull } from 'drizzle-orm'
import { bomRevisions, boms, type bomImports } from '@/db/schema/boms'
import type { MemberCtx } from '@/server/platform/context'
import type { ImportDigest } from '../reading/digest'
import { likenessOf } from '../rules/same-bom'

const most = 200

/** The BOM of the product a file is most clearly a newer state of, to be offered; null where none is clear. */
export async function findSameBom(
  { db }: MemberCtx,
  { productId, orgId, fileName }: Pick<typeof bomImports.$inferSelect, 'productId' | 'orgId' | 'fileName'>,
  { detected, counts }: ImportDigest,
) {
  const found = await db
    .select({ bomId: boms.id, name: boms.name, source: bomRevisions.source, lineCount: bomRevisions.lineCount })
    .from(boms)
    .innerJoin(bomRevisions, eq(bomRevisions.id, boms.currentRevisionId))
    .where(and(eq(boms.productId, productId), eq(boms.orgId, orgId), isNull(boms.archivedAt)))
    .limit(most)
  const file = {
    fileName,
    productName: detected.preamble.productName ?? null,
    headers: detected.columns.map(({ header }) => header),
    lineCount: counts.lines,
  }
  const ranked = found
    .map(({ bomId, name, source, lineCount }) => {
      const headers = source?.columns.map(({ header }) => header) ?? []
      return {
        bomId,
        name,
        likeness: likenessOf(file, { name, fileName: source?.fileName ?? null, headers, lineCount }),
      }
    })
    .filter(({ likeness }) => likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
  const [best, second] = ranked
  // Two that are alike settle nothing.
  return best && best.likeness !== second?.likeness ? { bomId: best.bomId, name: best.name } : null
}
