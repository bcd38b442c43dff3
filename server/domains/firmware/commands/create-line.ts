import { and, eq, inArray, sql } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { designSets } from '@/db/schema/designFiles'
import { firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { specs } from '@/db/schema/specs'
import { bilingualOf } from '@/server/kernel/bilingual'
import { nextPaperNumber } from '@/server/domains/products/queries/next-paper-number'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { CreateLine, EditLine } from '../inputs'
import { holdLine, requireEdit, requireFirmware, requireLine } from '../queries/access'
import { asksLess, changeOfLine } from '../rules/line-change'
import { announce, record } from './announce'

/** A new line of firmware, numbered on: `WL-20-FW-02`. Errors: firmware.placeNotFound. */
export async function createLine(
  ctx: MemberCtx,
  { productId, name: typed, ...rest }: CreateLine,
): Promise<{ lineId: string; number: string }> {
  const access = await requireFirmware(ctx, productId)
  requireEdit(access)
  await requirePlaces(ctx, productId, rest)
  const name = bilingualOf(ctx.actor.locale, typed)
  const number = await freeNumber(ctx, productId)
  const line = { ...rest, orgId: access.orgId, productId, id: newId('firmwareLine'), number, name }
  const made = await ctx.db.insert(firmwareLines).values(line).onConflictDoNothing().returning({ id: firmwareLines.id })
  if (made.length === 0) throw new DomainError('conflict', 'firmware.numberTaken', { number })
  record(ctx, 'createLine', line, { number, nameEn: name.en, nameZh: name.zh })
  announce(ctx, 'firmware.changed', line, { lineId: line.id })
  return { lineId: line.id, number }
}

/**
 * Changes what a line is called and what its builds are held against. Errors: firmware.placeNotFound, firmware.lineStale
 * where somebody changed it meanwhile, firmware.lineInUse where builds that are asked for or in force would be asked less.
 */
export async function editLine(ctx: MemberCtx, { lineId, version, name: typed, ...rest }: EditLine): Promise<void> {
  const { access } = await requireLine(ctx, lineId)
  requireEdit(access)
  const line = await holdLine(ctx, lineId)
  await requirePlaces(ctx, line.productId, rest)
  if (asksLess(line, rest) && (await isInUse(ctx, lineId))) throw new DomainError('conflict', 'firmware.lineInUse')
  const name = bilingualOf(ctx.actor.locale, typed)
  const changed = await ctx.db
    .update(firmwareLines)
    .set({ ...rest, name, version: sql`${firmwareLines.version} + 1` })
    .where(and(eq(firmwareLines.id, lineId), eq(firmwareLines.orgId, access.orgId), eq(firmwareLines.version, version)))
    .returning({ id: firmwareLines.id })
  if (changed.length === 0) throw new DomainError('conflict', 'firmware.lineStale')
  record(ctx, 'editLine', line, {
    ...{ number: line.number, nameEn: name.en, nameZh: name.zh, ...changeOfLine(line, rest) },
  })
  announce(ctx, 'firmware.changed', line, { lineId })
}

const isInUse = async ({ db }: MemberCtx, lineId: string): Promise<boolean> =>
  (await db.$count(
    firmwarePromotions,
    and(eq(firmwarePromotions.lineId, lineId), inArray(firmwarePromotions.state, ['requested', 'approved'])),
  )) > 0

/** What a line runs on belongs to its product. */
async function requirePlaces(
  { db }: MemberCtx,
  productId: string,
  { boardSetId, bomId, specId }: Pick<CreateLine, 'boardSetId' | 'bomId' | 'specId'>,
): Promise<void> {
  const found = [
    boardSetId === null ||
      (await db.$count(designSets, and(eq(designSets.id, boardSetId), eq(designSets.productId, productId)))) === 1,
    bomId === null || (await db.$count(boms, and(eq(boms.id, bomId), eq(boms.productId, productId)))) === 1,
    specId === null || (await db.$count(specs, and(eq(specs.id, specId), eq(specs.productId, productId)))) === 1,
  ]
  if (found.includes(false)) throw new DomainError('notFound', 'firmware.placeNotFound')
}

/** `WL-20-FW-01`, counted on over archived ones. */
const freeNumber = (ctx: MemberCtx, productId: string): Promise<string> =>
  nextPaperNumber(ctx, productId, {
    kind: 'FW',
    table: firmwareLines,
    column: firmwareLines.number,
    among: eq(firmwareLines.productId, productId),
  })
