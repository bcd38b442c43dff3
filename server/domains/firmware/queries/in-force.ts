import { and, asc, eq, inArray } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwarePromotions } from '@/db/schema/firmware'
import type { MemberCtx } from '@/server/platform/context'
import type { InForcePlace } from '../inputs'
import { firmwareChannels } from '../lifecycle'
import { isForFactories } from '../rules/firmware-file'
import { isShown, requireLine, type FirmwareAccess } from './access'

/** For a factory, what was put on a channel for it. */
export const shownTo = ({ owner }: Pick<FirmwareAccess, 'owner'>) => (owner ? undefined : isShown)

/** What lines have in force, by channel and board, of a product whose access is proven. */
export async function readInForce({ db }: MemberCtx, access: FirmwareAccess, lineIds: readonly string[]) {
  const rows = await db
    .select({
      lineId: firmwarePromotions.lineId,
      promotionId: firmwarePromotions.id,
      channel: firmwarePromotions.channel,
      boardRevision: firmwarePromotions.boardRevision,
      buildId: firmwareBuilds.id,
      version: firmwareBuilds.version,
      secureVersion: firmwareBuilds.secureVersion,
      contentHash: firmwareBuilds.contentHash,
      inForceAt: firmwarePromotions.inForceAt,
      overrideReason: firmwarePromotions.overrideReason,
      refusals: firmwarePromotions.refusals,
    })
    .from(firmwarePromotions)
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, firmwarePromotions.buildId))
    .where(
      and(
        inArray(firmwarePromotions.lineId, [...lineIds]),
        eq(firmwarePromotions.productId, access.productId),
        eq(firmwarePromotions.state, 'approved'),
        shownTo(access),
      ),
    )
    .orderBy(asc(firmwarePromotions.boardRevision))
  const order = (row: (typeof rows)[number]) => firmwareChannels.indexOf(row.channel)
  return rows.toSorted((a, b) => order(a) - order(b))
}
export type InForce = Awaited<ReturnType<typeof readInForce>>[number]

/**
 * The build that a channel has for a board, with the files to flash; null where it has none. What a station or a flash
 * package asks for.
 */
export async function inForce(ctx: MemberCtx, { lineId, channel, boardRevision }: InForcePlace) {
  const { line, access } = await requireLine(ctx, lineId)
  const found = (await readInForce(ctx, access, [lineId])).find(
    (each) => each.channel === channel && each.boardRevision === boardRevision,
  )
  if (!found) return null
  const files = await ctx.db
    .select({
      ...{ id: firmwareFiles.id, name: firmwareFiles.name, role: firmwareFiles.role, sha256: firmwareFiles.sha256 },
      ...{ size: firmwareFiles.size, flashAddress: firmwareFiles.flashAddress },
    })
    .from(firmwareFiles)
    .where(and(eq(firmwareFiles.buildId, found.buildId), eq(firmwareFiles.state, 'stored')))
    .orderBy(asc(firmwareFiles.position))
  return { ...found, number: line.number, files: files.filter(({ role }) => access.owner || isForFactories(role)) }
}
