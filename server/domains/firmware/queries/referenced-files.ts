import { and, eq, inArray } from 'drizzle-orm'
import { firmwareFiles } from '@/db/schema/firmware'
import type { AnyCtx } from '@/server/platform/context'

/** Which of these stored files belong to builds. */
export async function referencedFirmware({ db }: AnyCtx, names: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ sha256: firmwareFiles.sha256 })
    .from(firmwareFiles)
    .where(and(inArray(firmwareFiles.sha256, [...names]), eq(firmwareFiles.state, 'stored')))
  return rows.map(({ sha256 }) => sha256)
}
