import { and, asc, count, eq, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireFirmware } from './access'
import { readInForce } from './in-force'

/** The firmware lines of a product with what each has in force; archived ones last. Counts are the brand's alone. */
export async function listLines(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireFirmware(ctx, productId)
  const lines = await ctx.db
    .select({
      id: firmwareLines.id,
      number: firmwareLines.number,
      name: firmwareLines.name,
      archivedAt: firmwareLines.archivedAt,
    })
    .from(firmwareLines)
    .where(and(eq(firmwareLines.productId, productId), eq(firmwareLines.orgId, access.orgId)))
    .orderBy(sql`${firmwareLines.archivedAt} is not null`, asc(firmwareLines.number))
  const inForce = await readInForce(
    ctx,
    access,
    lines.map(({ id }) => id),
  )
  const [builds, asked] = [await countBuilds(ctx, productId), await countAsked(ctx, productId)]
  return {
    lines: lines.map((line) => ({
      ...line,
      inForce: inForce.filter(({ lineId }) => lineId === line.id),
      builds: access.owner ? (builds.get(line.id) ?? 0) : null,
      asked: access.owner ? (asked.get(line.id) ?? 0) : null,
    })),
    mayEdit: access.edit,
    owner: access.owner,
  }
}
export type FirmwareLineSummary = Awaited<ReturnType<typeof listLines>>['lines'][number]

const countBuilds = async ({ db }: MemberCtx, productId: string): Promise<Map<string, number>> =>
  new Map(
    (
      await db
        .select({ lineId: firmwareBuilds.lineId, found: count() })
        .from(firmwareBuilds)
        .where(eq(firmwareBuilds.productId, productId))
        .groupBy(firmwareBuilds.lineId)
    ).map(({ lineId, found }) => [lineId, found]),
  )

const countAsked = async ({ db }: MemberCtx, productId: string): Promise<Map<string, number>> =>
  new Map(
    (
      await db
        .select({ lineId: firmwarePromotions.lineId, found: count() })
        .from(firmwarePromotions)
        .where(and(eq(firmwarePromotions.productId, productId), eq(firmwarePromotions.state, 'requested')))
        .groupBy(firmwarePromotions.lineId)
    ).map(({ lineId, found }) => [lineId, found]),
  )

/**
 * The line of the acting brand that has a number on paper; null where it has none. A number outlives the code of its product,
 * and may be given again: of several, the one of `productId`. Errors: firmware.numberTwice where that does not tell them apart.
 */
export async function findLineByNumber(
  { db, actor }: MemberCtx,
  { number, productId = null }: Readonly<{ number: string; productId?: string | null }>,
): Promise<{ lineId: string; productId: string; number: string } | null> {
  const found = await db
    .select({ lineId: firmwareLines.id, productId: firmwareLines.productId, number: firmwareLines.number })
    .from(firmwareLines)
    .innerJoin(productParties, eq(productParties.productId, firmwareLines.productId))
    .where(
      and(
        eq(sql`upper(${firmwareLines.number})`, number.toUpperCase()),
        eq(firmwareLines.orgId, actor.member.orgId),
        eq(productParties.orgId, actor.member.orgId),
        eq(productParties.state, 'active'),
      ),
    )
  const [first, second] = found
  if (!first || !second) return first ?? null
  const own = found.find((line) => line.productId === productId)
  if (!own) throw new DomainError('conflict', 'firmware.numberTwice', { number: first.number })
  return own
}
