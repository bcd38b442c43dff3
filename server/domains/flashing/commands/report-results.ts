import { and, eq, inArray, ne } from 'drizzle-orm'
import { firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages, flashResults } from '@/db/schema/flashing'
import { newId } from '@/server/kernel/ids'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { requirePackage, requireReport, type RequiredPackage } from '../queries/access'
import { isGivenOut } from '../queries/given-out'
import type { ReadResults, ResultRow, RowRefusal } from '../reporting/read-results'
import { isStopped, judgeResult, type FlashFlag, type JudgedBy } from '../rules/judgement'
import type { SerialBlock } from '../rules/serials'
import { announce, record } from './announce'

const atOnce = 500

export type ReportOutcome = Readonly<{
  /** New on record. */
  kept: number
  /** On record already, the same. */
  repeated: number
  /** Devices that must not go on, of the new ones. */
  flagged: readonly Readonly<{ row: number; serial: string; flags: readonly FlashFlag[] }>[]
  /** Rows that say nothing that can be kept, and rows that say another thing than they did before (`changed`). */
  refused: readonly (Omit<RowRefusal, 'code'> & Readonly<{ code: RowRefusal['code'] | 'changed' }>)[]
}>
type Reported = ReadResults & Readonly<{ packageId: string; reportedWith: string | null }>

/**
 * Keeps what a station said of devices. The same device, station and time is one result however often it is sent: a queue
 * may send again what was lost on the way. What is on record is never written over; another word for it is told.
 */
export async function reportResults(
  ctx: MemberCtx,
  { packageId, rows, refused, reportedWith }: Reported,
): Promise<ReportOutcome> {
  const required = await requirePackage(ctx, packageId)
  requireReport(required.access)
  const { found } = required
  const by = await judgedBy(ctx, required)
  const kept: Kept[] = []
  const others: ResultRow[] = []
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce)
    const added = await insert(ctx, required, by, part, reportedWith)
    kept.push(...added)
    const news = new Set(added.map(({ row }) => row))
    others.push(...part.filter(({ row }) => !news.has(row)))
  }
  const changed = await changedOf(ctx, required, others)
  const flagged = kept.filter(({ flags }) => isStopped(flags))
  const params = { number: found.number, kept: kept.length, flagged: flagged.length, with: reportedWith ?? '' }
  if (kept.length > 0) {
    record(ctx, 'flashing.reportResults', found, params)
    announce(ctx, 'flashing.changed', found)
  }
  // Another word for a time that is on record is not kept, but a device that it stops is told of.
  const doubted = others.filter(({ row }) => changed.some((each) => each.row === row))
  const stopped = [...flagged, ...doubted.filter((one) => isStopped(judgeResult(one, by)))]
  const [first] = stopped
  if (first) announce(ctx, 'flashing.flagged', found, { count: stopped.length, serial: first.serial })
  return { kept: kept.length, repeated: others.length - changed.length, flagged, refused: [...refused, ...changed] }
}

type Kept = ReportOutcome['flagged'][number]

/** What results of a package are held against, with the numbers that other packages of the line gave out. */
async function judgedBy(ctx: MemberCtx, { found, promotion, endedAt }: RequiredPackage): Promise<JudgedBy> {
  // Past row-level security: numbers of other factories' packages must not be proven by this one, and are not told of.
  const others = await asSystem(ctx, () =>
    ctx.db
      .select({
        ...{ serials: flashPackages.serials, partnerOrgId: flashPackages.partnerOrgId },
        ...{ channel: firmwarePromotions.channel, board: firmwarePromotions.boardRevision },
      })
      .from(flashPackages)
      .innerJoin(firmwarePromotions, eq(firmwarePromotions.id, flashPackages.promotionId))
      .where(and(eq(flashPackages.lineId, found.lineId), ne(flashPackages.id, found.id), isGivenOut)),
  )
  const blocks = (same: boolean): SerialBlock[] =>
    others.flatMap(({ serials, partnerOrgId, channel, board }) => {
      const { boardRevision } = promotion
      const isSame = partnerOrgId === found.partnerOrgId && channel === promotion.channel && board === boardRevision
      return serials !== null && isSame === same ? [serials] : []
    })
  const { sha256, imageHash } = found.plan.expected
  return {
    expected: [sha256, ...(imageHash === null ? [] : [imageHash])],
    ...{ serials: found.serials, earlier: blocks(true), foreign: blocks(false) },
    ...{ issuedAt: found.issuedAt, endedAt, acknowledgedAt: found.acknowledgedAt },
  }
}

async function insert(
  ctx: MemberCtx,
  { found }: RequiredPackage,
  by: JudgedBy,
  rows: readonly ResultRow[],
  reportedWith: string | null,
): Promise<Kept[]> {
  const { orgId, productId, partnerOrgId, lineId } = found
  const place = { orgId, productId, partnerOrgId, lineId, packageId: found.id }
  const reporter = { reportedBy: ctx.actor.userId, reportedWith, createdAt: ctx.now() }
  return ctx.db
    .insert(flashResults)
    .values(
      rows.map(({ row, ...said }) => {
        const flags = judgeResult(said, by)
        return {
          ...place,
          ...reporter,
          ...said,
          id: newId('flashResult'),
          flags,
          flagged: isStopped(flags),
          sourceRow: row,
        }
      }),
    )
    .onConflictDoNothing()
    .returning({ row: flashResults.sourceRow, serial: flashResults.serial, flags: flashResults.flags })
}

/** Of rows that are on record already, those that say another thing now. */
async function changedOf({ db }: MemberCtx, { found }: RequiredPackage, rows: readonly ResultRow[]) {
  if (rows.length === 0) return []
  const serials = [...new Set(rows.map(({ serial }) => serial))]
  const known = await db
    .select()
    .from(flashResults)
    .where(
      and(
        eq(flashResults.lineId, found.lineId),
        eq(flashResults.partnerOrgId, found.partnerOrgId),
        inArray(flashResults.serial, serials),
      ),
    )
  const keyOf = (one: Readonly<{ serial: string; station: string; at: Date }>) =>
    `${one.serial}\n${one.station}\n${one.at.getTime()}`
  const before = new Map(known.map((one) => [keyOf(one), one]))
  return rows.flatMap((one) => {
    const kept = before.get(keyOf(one))
    const same = kept?.outcome === one.outcome && kept.sha256 === one.sha256 && kept.packageId === found.id
    return same ? [] : [{ row: one.row, code: 'changed' as const, said: one.serial }]
  })
}
