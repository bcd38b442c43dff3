import { and, desc, eq, lt, not, or, sql } from 'drizzle-orm'
import { flashResults } from '@/db/schema/flashing'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'
import type { ListResults } from '../inputs'
import { requirePackage } from './access'
import { isCovered } from './standings'

const pageSize = 50

/** A package with what came back from its stations. */
export async function getPackage(ctx: MemberCtx, { packageId }: Readonly<{ packageId: string }>) {
  const { found, line, build, promotion, access, standing, endedAt } = await requirePackage(ctx, packageId)
  const [factory] = await ctx.db
    .select({ id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(orgs)
    .where(eq(orgs.id, found.partnerOrgId))
  const person = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }
  const nameOf = async (userId: string | null) =>
    userId === null ? null : ((await ctx.db.select(person).from(users).where(eq(users.id, userId)))[0] ?? null)
  const [counts] = await ctx.db
    .select({
      results: sql<number>`count(*)::int`,
      units: sql<number>`count(distinct ${flashResults.serial})::int`,
      flagged: sql<number>`(count(*) filter (where ${flashResults.flagged} and ${not(isCovered)}))::int`,
      stations: sql<number>`count(distinct ${flashResults.station})::int`,
    })
    .from(flashResults)
    .where(eq(flashResults.packageId, packageId))
  return {
    ...{ id: found.id, productId: found.productId, number: found.number, version: found.version, notes: found.notes },
    ...{ plan: found.plan, serials: found.serials, standing, endedAt },
    ...{ issuedAt: found.issuedAt, issuedBy: await nameOf(found.issuedBy) },
    ...{ acknowledgedAt: found.acknowledgedAt, acknowledgedBy: await nameOf(found.acknowledgedBy) },
    ...{ line, build, promotion, factory: factory ?? null },
    counts: counts ?? { results: 0, units: 0, flagged: 0, stations: 0 },
    ...{ owner: access.owner, mayWithdraw: access.issue && standing !== 'withdrawn', mayReport: access.report },
    mayAcknowledge: !access.owner && access.report && standing === 'current' && found.acknowledgedAt === null,
  }
}
export type FlashPackageView = Awaited<ReturnType<typeof getPackage>>

/** Results of a package, the newest first, a page at a time; of those that hold a device back none that was set aside. `cursor` is the time and id of the last one. */
export async function listResults(ctx: MemberCtx, { packageId, show, cursor }: ListResults) {
  await requirePackage(ctx, packageId)
  const [atMs = '', id = ''] = cursor?.split(' ') ?? []
  const last = new Date(Number(atMs))
  const after = cursor
    ? or(lt(flashResults.at, last), and(eq(flashResults.at, last), lt(flashResults.id, id)))
    : undefined
  const rows = await ctx.db
    .select({
      ...{ id: flashResults.id, serial: flashResults.serial, station: flashResults.station, at: flashResults.at },
      ...{ outcome: flashResults.outcome, sha256: flashResults.sha256, note: flashResults.note },
      ...{ flags: flashResults.flags, flagged: flashResults.flagged, reportedWith: flashResults.reportedWith },
      setAside: sql<boolean>`${isCovered}`,
    })
    .from(flashResults)
    .where(
      and(
        eq(flashResults.packageId, packageId),
        show === 'flagged' ? and(eq(flashResults.flagged, true), not(isCovered)) : undefined,
        after,
      ),
    )
    .orderBy(desc(flashResults.at), desc(flashResults.id))
    .limit(pageSize + 1)
  const results = rows.slice(0, pageSize)
  const end = results.at(-1)
  return { results, nextCursor: rows.length > pageSize && end ? `${end.at.getTime()} ${end.id}` : null }
}
export type ListedResult = Awaited<ReturnType<typeof listResults>>['results'][number]
