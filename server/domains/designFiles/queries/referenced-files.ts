import { inArray } from 'drizzle-orm'
import { designFiles } from '@/db/schema/designFiles'
import type { AnyCtx } from '@/server/platform/context'

/** Which of these stored files are design files: those taken out of a draft count, they can be put back. */
export async function referencedDesigns({ db }: AnyCtx, names: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ sha256: designFiles.sha256 })
    .from(designFiles)
    .where(inArray(designFiles.sha256, [...names]))
  return rows.map(({ sha256 }) => sha256)
}
