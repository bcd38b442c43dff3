import { inArray, sql } from 'drizzle-orm'
import { goldenPackages, packages } from '@/db/schema/releases'
import type { AnyCtx } from '@/server/platform/context'

/** Which of these stored files are packages that were made, or belong to a golden package. */
export async function referencedPackages({ db }: AnyCtx, names: readonly string[]): Promise<string[]> {
  const made = await db
    .selectDistinct({ sha256: packages.blobSha256 })
    .from(packages)
    .where(inArray(packages.blobSha256, [...names]))
  const golden = await db
    .selectDistinct({ sha256: goldenPackages.blobSha256 })
    .from(goldenPackages)
    .where(inArray(goldenPackages.blobSha256, [...names]))
  const { rows: parts } = await db.execute<{ sha256: string }>(
    sql`select distinct item ->> 'sha256' as sha256 from ${goldenPackages}, jsonb_array_elements(${goldenPackages.items}) item
      where ${inArray(sql`item ->> 'sha256'`, [...names])}`,
  )
  return [...made, ...golden, ...parts].flatMap(({ sha256 }) => sha256 ?? [])
}
