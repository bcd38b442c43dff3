import { inArray } from 'drizzle-orm'
import { packages } from '@/db/schema/releases'
import type { AnyCtx } from '@/server/platform/context'

/** Which of these stored files are packages that were made. */
export async function referencedPackages({ db }: AnyCtx, names: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ sha256: packages.blobSha256 })
    .from(packages)
    .where(inArray(packages.blobSha256, [...names]))
  return rows.flatMap(({ sha256 }) => sha256 ?? [])
}
