import { and, asc, desc, eq, getTableColumns, gt, inArray, not, notExists, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { firmwareLines } from '@/db/schema/firmware'
import { flashResults, flashSetAsides } from '@/db/schema/flashing'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'
import { standingOf } from '../rules/set-aside'

const later = alias(flashResults, 'later')
const covered = (result: typeof flashResults | typeof later): SQL<boolean> =>
  sql`exists (select 1 from ${flashSetAsides} where ${and(
    eq(flashSetAsides.lineId, result.lineId),
    eq(flashSetAsides.partnerOrgId, result.partnerOrgId),
    eq(flashSetAsides.serial, result.serial),
    sql`${flashSetAsides.takenBackAt} is null`,
    sql`${result.id} = any(${flashSetAsides.covered})`,
  )})`
/** Whether a result was set aside, and that was not taken back: it holds no device back. */
export const isCovered: SQL<boolean> = covered(flashResults)

/**
 * Whether a result holds its device back, as `standingOf` decides: it fails, nobody set it aside, and of those that nobody
 * set aside none is later. Once for each device.
 */
export const holdsBack = ({ db }: MemberCtx): SQL | undefined =>
  and(
    eq(flashResults.flagged, true),
    not(isCovered),
    notExists(
      db
        .select({ one: sql`1` })
        .from(later)
        .where(
          and(
            eq(later.lineId, flashResults.lineId),
            eq(later.partnerOrgId, flashResults.partnerOrgId),
            eq(later.serial, flashResults.serial),
            or(
              gt(later.at, flashResults.at),
              and(eq(later.at, flashResults.at), eq(later.flagged, true), gt(later.id, flashResults.id)),
            ),
            not(covered(later)),
          ),
        ),
    ),
  )

/** The last word on a device first, as `standingOf` decides. */
export const lastFirst: readonly SQL[] = [desc(flashResults.at), desc(flashResults.flagged), desc(flashResults.id)]

/** Serial numbers of a product; of one firmware line at one factory, or of all that whoever asks may see. */
type Asked = Readonly<{
  productId: string
  serials: readonly string[]
  lineId?: string | undefined
  partnerOrgId?: string | undefined
}>

const setAsider = alias(users, 'set_asider')
const backTaker = alias(users, 'back_taker')

/** Every time that one of the devices was set aside, the first first. */
function listSetAsides({ db }: MemberCtx, asked: Asked) {
  const { covered, id, lineId, partnerOrgId, serial, packageId, kind, reason, setAsideAt, takenBackAt } =
    getTableColumns(flashSetAsides)
  return db
    .select({
      ...{ covered, id, lineId, partnerOrgId, serial, packageId, kind, reason, setAsideAt, takenBackAt },
      setAsideBy: { displayNameEn: setAsider.displayNameEn, displayNameZh: setAsider.displayNameZh },
      takenBackBy: { displayNameEn: backTaker.displayNameEn, displayNameZh: backTaker.displayNameZh },
    })
    .from(flashSetAsides)
    .innerJoin(setAsider, eq(setAsider.id, flashSetAsides.setAsideBy))
    .leftJoin(backTaker, eq(backTaker.id, flashSetAsides.takenBackBy))
    .where(among(flashSetAsides, asked))
    .orderBy(asc(flashSetAsides.place))
}

const among = (table: typeof flashResults | typeof flashSetAsides, asked: Asked): SQL | undefined =>
  and(
    eq(table.productId, asked.productId),
    inArray(table.serial, [...asked.serials]),
    asked.lineId === undefined ? undefined : eq(table.lineId, asked.lineId),
    asked.partnerOrgId === undefined ? undefined : eq(table.partnerOrgId, asked.partnerOrgId),
  )

/**
 * Where each device stands that one of the serial numbers names, one of every line and factory that reported it; with all
 * that is on record of it. For callers that have proven what may be seen.
 */
export async function listStandings(ctx: MemberCtx, asked: Asked) {
  const words = await ctx.db
    .select({
      ...{ id: flashResults.id, at: flashResults.at, flagged: flashResults.flagged },
      ...{ lineId: flashResults.lineId, partnerOrgId: flashResults.partnerOrgId, serial: flashResults.serial },
      line: firmwareLines.number,
    })
    .from(flashResults)
    .innerJoin(firmwareLines, eq(firmwareLines.id, flashResults.lineId))
    .where(among(flashResults, asked))
    .orderBy(asc(flashResults.serial), asc(flashResults.id))
  const setAsides = await listSetAsides(ctx, asked)
  const keyOf = (one: Readonly<{ lineId: string; partnerOrgId: string; serial: string }>) =>
    `${one.lineId} ${one.partnerOrgId} ${one.serial}`
  const units = new Map<string, { said: typeof words; times: typeof setAsides }>()
  for (const word of words) {
    const unit = units.get(keyOf(word)) ?? { said: [], times: [] }
    unit.said.push(word)
    units.set(keyOf(word), unit)
  }
  for (const setAside of setAsides) units.get(keyOf(setAside))?.times.push(setAside)
  return [...units.values()].flatMap(({ said, times }) => {
    const inForce = times.filter(({ takenBackAt }) => takenBackAt === null)
    const { standing, last } = standingOf(said, new Set(inForce.flatMap(({ covered }) => covered)))
    if (last === null) return []
    const { id: resultId, line, serial } = last
    const shown = times.map(toShow)
    const setAside =
      standing === 'setAside' ? (shown.findLast(({ takenBackAt }) => takenBackAt === null) ?? null) : null
    return {
      resultIds: said.map(({ id }) => id),
      /** `setAside` is the one to take back; null where the device is not set aside now. */
      unit: { line, serial, standing, resultId, version: times.length, setAside, setAsides: shown },
    }
  })
}
export type UnitStandingView = Awaited<ReturnType<typeof listStandings>>[number]['unit']
export type SetAsideView = UnitStandingView['setAsides'][number]

const toShow = ({ id, packageId, kind, reason, ...by }: Awaited<ReturnType<typeof listSetAsides>>[number]) => ({
  ...{ id, packageId, kind, reason, setAsideAt: by.setAsideAt, setAsideBy: by.setAsideBy },
  ...{ takenBackAt: by.takenBackAt, takenBackBy: by.takenBackBy },
})
