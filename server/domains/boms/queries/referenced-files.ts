import { and, gt, inArray, ne, or, sql } from 'drizzle-orm'
import { bomImports, bomRevisions } from '@/db/schema/boms'
import type { AnyCtx } from '@/server/platform/context'

/**
 * Which of these files BOMs still need: those of revisions, and of imports that were not thrown away, or only after
 * `since`. For the system.
 */
export async function referencedFiles({ db }: AnyCtx, names: readonly string[], since: Date): Promise<string[]> {
  const imported = await db
    .select({ sha256: bomImports.sha256 })
    .from(bomImports)
    .where(
      and(
        inArray(bomImports.sha256, [...names]),
        or(ne(bomImports.state, 'discarded'), gt(bomImports.updatedAt, since)),
      ),
    )
  const source = sql<string>`${bomRevisions.source}->>'sha256'`
  const revised = await db
    .select({ sha256: source })
    .from(bomRevisions)
    .where(inArray(source, [...names]))
  return [...imported, ...revised].map(({ sha256 }) => sha256)
}
