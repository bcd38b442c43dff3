import { and, asc, eq, isNull, not, sql, type SQL } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines } from '@/db/schema/firmware'
import { flashPackages, flashResults, flashSetAsides } from '@/db/schema/flashing'
import type { MemberCtx } from '@/server/platform/context'
import { tidySerial } from '../rules/serials'
import { type FlashingAccess, requireFlashing, requirePackage } from './access'
import { isCovered, lastFirst, listStandings } from './standings'

const mostFlagged = 200

/** What the acting organisation may know of: all for the brand, its own for a factory. */
const seen = ({ actor }: MemberCtx, { owner, productId }: FlashingAccess): SQL | undefined =>
  and(eq(flashResults.productId, productId), owner ? undefined : eq(flashResults.partnerOrgId, actor.member.orgId))

/** The last word on every device: what its newest result says, by the clock of its station, of those that nobody set aside. */
function latest(ctx: MemberCtx, access: FlashingAccess) {
  return ctx.db
    .selectDistinctOn([flashResults.lineId, flashResults.partnerOrgId, flashResults.serial])
    .from(flashResults)
    .where(and(seen(ctx, access), not(isCovered)))
    .orderBy(flashResults.lineId, flashResults.partnerOrgId, flashResults.serial, ...lastFirst)
    .as('latest')
}

/** How many devices must not go on. */
export async function countFlaggedUnits(ctx: MemberCtx, access: FlashingAccess): Promise<number> {
  const unit = latest(ctx, access)
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(unit)
    .where(eq(unit.flagged, true))
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
  const unit = latest(ctx, access)
  const times = sql<number>`(select count(*)::int from ${flashSetAsides} where ${and(
    eq(flashSetAsides.lineId, unit.lineId),
    eq(flashSetAsides.partnerOrgId, unit.partnerOrgId),
    eq(flashSetAsides.serial, unit.serial),
  )})`
  const units = await ctx.db
    .select({
      ...{ serial: unit.serial, station: unit.station, at: unit.at, flags: unit.flags },
      ...{ sha256: unit.sha256, note: unit.note, packageId: unit.packageId },
      ...{ number: flashPackages.number, resultId: unit.id, version: times },
    })
    .from(unit)
    .innerJoin(flashPackages, eq(flashPackages.id, unit.packageId))
    .where(eq(unit.flagged, true))
    .orderBy(asc(unit.serial))
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
