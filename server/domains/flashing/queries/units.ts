import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines } from '@/db/schema/firmware'
import { flashPackages, flashResults, flashSetAsides } from '@/db/schema/flashing'
import type { MemberCtx } from '@/server/platform/context'
import { tidySerial } from '../rules/serials'
import { type FlashingAccess, requireFlashing, requirePackage } from './access'
import { holdsBack, lastFirst, listStandings } from './standings'

const mostFlagged = 200

/** What the acting organisation may know of: all for the brand, its own for a factory. */
const seen = ({ actor }: MemberCtx, { owner, productId }: FlashingAccess): SQL | undefined =>
  and(eq(flashResults.productId, productId), owner ? undefined : eq(flashResults.partnerOrgId, actor.member.orgId))

/** How many devices must not go on. Begun with what fails, which is little: every page of a product asks for it. */
export async function countFlaggedUnits(ctx: MemberCtx, access: FlashingAccess): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(flashResults)
    .where(and(seen(ctx, access), holdsBack(ctx)))
  return row?.count ?? 0
}

/** The same for a page that says no more than that. */
export async function countFlagged(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>): Promise<number> {
  return countFlaggedUnits(ctx, await requireFlashing(ctx, productId))
}

/**
 * Devices that must not go on, by serial number, with why. A device that was flashed right afterwards is none of them, nor
 * one that was set aside.
 */
export async function listFlaggedUnits(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireFlashing(ctx, productId)
  const times = sql<number>`(select count(*)::int from ${flashSetAsides} where ${and(
    eq(flashSetAsides.lineId, flashResults.lineId),
    eq(flashSetAsides.partnerOrgId, flashResults.partnerOrgId),
    eq(flashSetAsides.serial, flashResults.serial),
  )})`
  const units = await ctx.db
    .select({
      ...{ serial: flashResults.serial, station: flashResults.station, at: flashResults.at, flags: flashResults.flags },
      ...{ sha256: flashResults.sha256, note: flashResults.note, packageId: flashResults.packageId },
      ...{ number: flashPackages.number, resultId: flashResults.id, version: times },
    })
    .from(flashResults)
    .innerJoin(flashPackages, eq(flashPackages.id, flashResults.packageId))
    .where(and(seen(ctx, access), holdsBack(ctx)))
    .orderBy(asc(flashResults.serial))
    .limit(mostFlagged + 1)
  return { units: units.slice(0, mostFlagged), more: units.length > mostFlagged, maySetAside: access.setAside }
}
export type FlaggedUnit = Awaited<ReturnType<typeof listFlaggedUnits>>['units'][number]

/**
 * Exactly what is on one device: every result of its serial number, the newest first, and where it stands, once for each
 * line that reported it. Empty for a number nobody flashed.
 */
export async function getUnit(
  ctx: MemberCtx,
  { productId, serial: typed }: Readonly<{ productId: string; serial: string }>,
) {
  const access = await requireFlashing(ctx, productId)
  const serial = tidySerial(typed)
  const results = await ctx.db
    .select({
      ...{ id: flashResults.id, station: flashResults.station, at: flashResults.at, outcome: flashResults.outcome },
      ...{ sha256: flashResults.sha256, note: flashResults.note, flags: flashResults.flags },
      ...{ flagged: flashResults.flagged, packageId: flashResults.packageId, number: flashPackages.number },
      line: { number: firmwareLines.number, name: firmwareLines.name },
      version: firmwareBuilds.version,
    })
    .from(flashResults)
    .innerJoin(flashPackages, eq(flashPackages.id, flashResults.packageId))
    .innerJoin(firmwareLines, eq(firmwareLines.id, flashResults.lineId))
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, flashPackages.buildId))
    .where(and(seen(ctx, access), eq(flashResults.serial, serial)))
    .orderBy(...lastFirst)
    .limit(100)
  const partnerOrgId = access.owner ? undefined : ctx.actor.member.orgId
  const standings = await listStandings(ctx, { productId, serials: [serial], partnerOrgId })
  return { serial, results, units: standings.map(({ unit }) => unit), maySetAside: access.setAside }
}
export type UnitHistory = Awaited<ReturnType<typeof getUnit>>

/** Devices of a package that are set aside, by serial number: by whom, when and why. */
export async function listSetAside(ctx: MemberCtx, { packageId }: Readonly<{ packageId: string }>) {
  const { found, access } = await requirePackage(ctx, packageId)
  const { productId, lineId, partnerOrgId } = found
  const named = await ctx.db
    .selectDistinct({ serial: flashSetAsides.serial })
    .from(flashSetAsides)
    .where(and(eq(flashSetAsides.packageId, packageId), isNull(flashSetAsides.takenBackAt)))
    .orderBy(asc(flashSetAsides.serial))
    .limit(mostFlagged + 1)
  const serials = named.slice(0, mostFlagged).map(({ serial }) => serial)
  const standings = await listStandings(ctx, { productId, lineId, partnerOrgId, serials })
  const units = standings.map(({ unit }) => unit).filter(({ setAside }) => setAside?.packageId === packageId)
  return { units, more: named.length > mostFlagged, maySetAside: access.setAside }
}
