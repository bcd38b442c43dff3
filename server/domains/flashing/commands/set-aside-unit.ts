import { and, eq, isNull, or } from 'drizzle-orm'
import { flashResults, flashSetAsides } from '@/db/schema/flashing'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { SetAside } from '../inputs'
import { requirePackage, requireSetAside } from '../queries/access'
import { listStandings } from '../queries/standings'
import { announce, record } from './announce'

/**
 * Takes a device that is held back off every list: its number was mistyped, or it is no more. What is on record of it now
 * is covered; a failing result that arrives later holds it back again. Errors: flashing.notHeldBack; flashing.unitStale
 * where something else was said of it than the person saw.
 */
export async function setAsideUnit(
  ctx: MemberCtx,
  { resultId, version, kind, reason: typed }: SetAside,
): Promise<{ setAsideId: string }> {
  const { found, unit, resultIds } = await requireUnit(ctx, flashResults, resultId)
  const { serial } = unit
  if (unit.standing !== 'heldBack') throw new DomainError('conflict', 'flashing.notHeldBack', { serial })
  if (unit.version !== version || unit.resultId !== resultId)
    throw new DomainError('conflict', 'flashing.unitStale', { serial })
  const { orgId, productId, partnerOrgId, lineId, id: packageId, number } = found
  const reason = bilingualOf(ctx.actor.locale, typed)
  const made = await ctx.db
    .insert(flashSetAsides)
    .values({
      ...{ orgId, productId, partnerOrgId, lineId, packageId, serial, kind, reason, id: newId('flashSetAside') },
      ...{ place: version + 1, covered: resultIds, setAsideBy: ctx.actor.userId, setAsideAt: ctx.now() },
    })
    .onConflictDoNothing()
    .returning({ id: flashSetAsides.id })
  const [row] = made
  if (!row) throw new DomainError('conflict', 'flashing.unitStale', { serial })
  record(ctx, 'flashing.setAsideUnit', found, { number, serial, cause: kind, reason: reason[reason.source] })
  announce(ctx, 'flashing.setAside', found, { serial })
  return { setAsideId: row.id }
}

/**
 * Holds a device back again that was set aside, however often: one setting aside left in force would go on covering what
 * was said before it. Errors: flashing.notSetAside.
 */
export async function takeBackUnit(ctx: MemberCtx, { setAsideId }: Readonly<{ setAsideId: string }>): Promise<void> {
  const { found, unit } = await requireUnit(ctx, flashSetAsides, setAsideId)
  const { serial } = unit
  const changed =
    unit.setAside?.id === setAsideId &&
    (await ctx.db
      .update(flashSetAsides)
      .set({ takenBackBy: ctx.actor.userId, takenBackAt: ctx.now() })
      .where(
        and(
          eq(flashSetAsides.orgId, found.orgId),
          eq(flashSetAsides.lineId, found.lineId),
          eq(flashSetAsides.partnerOrgId, found.partnerOrgId),
          eq(flashSetAsides.serial, serial),
          isNull(flashSetAsides.takenBackAt),
        ),
      ))
  if (!changed || !changed.rowCount) throw new DomainError('conflict', 'flashing.notSetAside', { serial })
  record(ctx, 'flashing.takeBackUnit', found, { number: found.number, serial })
  announce(ctx, 'flashing.takenBack', found, { serial })
}

/**
 * The device that a result, or the setting aside of one, is about, with the package it is of, for whoever may set it aside.
 * Errors: flashing.unitNotFound, products.ownerNeeded, flashing.setAsideNeeded.
 */
async function requireUnit(ctx: MemberCtx, table: typeof flashResults | typeof flashSetAsides, id: string) {
  const { orgId } = ctx.actor.member
  const [about] = await ctx.db
    .select({ packageId: table.packageId, serial: table.serial })
    .from(table)
    .where(and(eq(table.id, id), or(eq(table.orgId, orgId), eq(table.partnerOrgId, orgId))))
  if (!about) throw new DomainError('notFound', 'flashing.unitNotFound')
  const { found, access } = await requirePackage(ctx, about.packageId)
  requireSetAside(access)
  const { productId, lineId, partnerOrgId } = found
  const [standing] = await listStandings(ctx, { productId, lineId, partnerOrgId, serials: [about.serial] })
  if (!standing) throw new DomainError('notFound', 'flashing.unitNotFound')
  return { found, ...standing }
}
