import { and, asc, eq } from 'drizzle-orm'
import { designFiles, designReadings } from '@/db/schema/designFiles'
import type { AnyCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { DesignReading } from '../reading/summary'
import { designAudience } from './announce'

export type WaitingReading = Pick<typeof designReadings.$inferSelect, 'orgId' | 'sha256' | 'nameKey' | 'name' | 'size'>

type Content = Pick<WaitingReading, 'orgId' | 'sha256' | 'nameKey'>

const isOf = ({ orgId, sha256, nameKey }: Content) =>
  and(eq(designReadings.orgId, orgId), eq(designReadings.sha256, sha256), eq(designReadings.nameKey, nameKey))

/** What a file says of itself; null while it waits, and where it could not be read. */
export async function readingOfFile({ db }: AnyCtx, file: Content): Promise<DesignReading | null> {
  const [read] = await db.select({ reading: designReadings.reading }).from(designReadings).where(isOf(file))
  return read?.reading ?? null
}

/** The file that waits longest to be read; null where none does. */
export async function nextReading({ db }: AnyCtx): Promise<WaitingReading | null> {
  const [next] = await db
    .select()
    .from(designReadings)
    .where(eq(designReadings.state, 'waiting'))
    .orderBy(asc(designReadings.askedAt))
    .limit(1)
  return next ?? null
}

/** Keeps what a file says of itself, or that it could not be read (null), and tells whoever has it open. */
export async function keepReading(ctx: AnyCtx, of: WaitingReading, reading: DesignReading | null): Promise<void> {
  await ctx.db
    .update(designReadings)
    .set({ reading, state: reading === null ? 'failed' : 'read' })
    .where(isOf(of))
  const places = await ctx.db
    .selectDistinct({ productId: designFiles.productId, setId: designFiles.setId, revisionId: designFiles.revisionId })
    .from(designFiles)
    .where(and(eq(designFiles.orgId, of.orgId), eq(designFiles.sha256, of.sha256), eq(designFiles.nameKey, of.nameKey)))
  for (const { productId, ...payload } of places)
    publish(ctx, { type: 'designFiles.changed', audience: await designAudience(ctx, productId), productId, payload })
}
