import { and, asc, desc, eq, exists, inArray, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareChannelApprovers, firmwareFiles, firmwarePromotions } from '@/db/schema/firmware'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { memberRoles } from '@/server/kernel/actor'
import { can } from '@/server/domains/orgs/policy'
import type { MemberCtx } from '@/server/platform/context'
import { firmwareChannels } from '../lifecycle'
import { needsApprovers } from '../rules/approval'
import { isFlashable } from '../rules/firmware-file'
import { leastStanding } from '../rules/signature-standing'
import { requireLine, type FirmwareAccess, type FirmwareLineRow } from './access'
import { readInForce, shownTo } from './in-force'
import { readLineFacts } from './line-facts'
import { readPlaces } from './list-places'
import { personOf, readPeople } from './people'
import { readPromotions } from './promotions'
import { readSignatures, standingOf } from './signatures'

/** Builds shown of one line; older ones are found by what they are in force on, or by their address. */
const mostBuilds = 200

/**
 * A line: what is in force by channel and board, its builds, newest first, and for the brand what waits for approval, who
 * approves, and what the product around it has released.
 */
export async function getLine(ctx: MemberCtx, { lineId }: Readonly<{ lineId: string }>) {
  const { line, access } = await requireLine(ctx, lineId)
  const inForce = await readInForce(ctx, access, [lineId])
  const builds = await readBuilds(ctx, access, lineId)
  return {
    ...{ id: line.id, productId: line.productId, number: line.number, name: line.name, version: line.version },
    ...{ chips: line.chips, arch: line.arch, memory: line.memory, slotBytes: line.slotBytes },
    archivedAt: line.archivedAt,
    owner: access.owner,
    mayEdit: access.edit,
    mayApprove: access.approve,
    inForce: inForce.map((each) => ({
      ...each,
      /** Signed with a key that was retired since. */
      keyRetired: builds.some(({ id, signed }) => id === each.buildId && signed === 'retired'),
    })),
    builds,
    brand: access.owner ? await readBrandSide(ctx, line, access) : null,
  }
}
export type FirmwareLineView = Awaited<ReturnType<typeof getLine>>
export type FirmwareBuildSummary = FirmwareLineView['builds'][number]
export type FirmwareBrandSide = NonNullable<FirmwareLineView['brand']>
export type FirmwareChannelView = FirmwareBrandSide['channels'][number]

async function readBuilds(ctx: MemberCtx, access: FirmwareAccess, lineId: string) {
  const wasShown = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(firmwarePromotions)
      .where(and(eq(firmwarePromotions.buildId, firmwareBuilds.id), shownTo(access))),
  )
  const builds = await ctx.db
    .select({
      ...{ id: firmwareBuilds.id, version: firmwareBuilds.version, gitCommit: firmwareBuilds.gitCommit },
      ...{ state: firmwareBuilds.state, notes: firmwareBuilds.notes, compatibility: firmwareBuilds.compatibility },
      ...{ secureVersion: firmwareBuilds.secureVersion, createdAt: firmwareBuilds.createdAt },
      ...{ registeredAt: firmwareBuilds.registeredAt, pushedWith: firmwareBuilds.pushedWith },
      createdBy: firmwareBuilds.createdBy,
    })
    .from(firmwareBuilds)
    .where(
      and(
        eq(firmwareBuilds.lineId, lineId),
        eq(firmwareBuilds.productId, access.productId),
        access.owner ? undefined : wasShown,
      ),
    )
    .orderBy(desc(firmwareBuilds.createdAt), desc(firmwareBuilds.id))
    .limit(mostBuilds)
  const ids = builds.map(({ id }) => id)
  const files = await ctx.db
    .select({
      ...{ id: firmwareFiles.id, buildId: firmwareFiles.buildId, role: firmwareFiles.role, size: firmwareFiles.size },
      state: firmwareFiles.state,
    })
    .from(firmwareFiles)
    .where(inArray(firmwareFiles.buildId, ids))
  const signatures = await readSignatures(ctx, ids)
  const people = access.owner
    ? await readPeople(
        ctx,
        builds.map(({ createdBy }) => createdBy),
      )
    : []
  return builds.map(({ createdBy, ...build }) => {
    const own = files.filter(({ buildId, role }) => buildId === build.id && isFlashable(role))
    return {
      ...build,
      createdBy: personOf(people, createdBy),
      pushedWith: access.owner ? build.pushedWith : null,
      files: own.length,
      bytes: own.reduce((sum, { size }) => sum + size, 0),
      signed: leastStanding(own.map(({ id }) => standingOf(signatures, id))),
    }
  })
}

async function readBrandSide(ctx: MemberCtx, line: FirmwareLineRow, access: FirmwareAccess) {
  const { db } = ctx
  const rows = await db.select().from(firmwareChannelApprovers).where(eq(firmwareChannelApprovers.lineId, line.id))
  const approving = memberRoles.filter((role) => can(role, 'firmware:approve'))
  const people = await db
    .select({ id: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, line.orgId), eq(members.state, 'active'), inArray(members.role, approving)))
    .orderBy(asc(users.sortKey), asc(users.id))
  const named = await readPeople(
    ctx,
    rows.flatMap(({ approverIds }) => approverIds),
  )
  return {
    ...{ boardSetId: line.boardSetId, bomId: line.bomId, specId: line.specId },
    facts: await readLineFacts(ctx, line),
    asked: await readPromotions(
      ctx,
      access,
      and(eq(firmwarePromotions.lineId, line.id), eq(firmwarePromotions.state, 'requested')),
    ),
    channels: firmwareChannels.map((channel) => {
      const row = rows.find((each) => each.channel === channel)
      return {
        ...{ channel, version: row?.version ?? 0, needed: needsApprovers(channel) },
        approvers: (row?.approverIds ?? []).flatMap((id) => personOf(named, id) ?? []),
      }
    }),
    /** Who may be named. */
    people,
    /** What a line may run on. */
    ...(await readPlaces(ctx, line.productId)),
  }
}
