import { eq, inArray, max, sql } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { bilingualOf, reviseText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { offerOf, partOf, sourceOf } from '../exchange/cells'
import { isDue, type PlannedPart } from '../exchange/plan-sheet'
import type { ApplySheet } from '../inputs'
import { requireWrite } from '../queries/access'
import { planFor } from '../queries/propose-sheet'
import { grouped } from '../rules/grouped'
import { mostSources, mostSuppliers } from '../rules/limits'
import { manufacturerPartKey, supplierPartKey } from '../rules/part-keys'
import { partSearchText } from '../rules/search-text'
import { record, tell } from './announce'

const atOnce = 500
type Row<T extends { $inferInsert: unknown }> = T['$inferInsert']

/**
 * Does what was accepted of a sheet, all of it or nothing. The rows are planned once more against the library as it stands:
 * where that is another plan than the one that was looked at, nothing is written (parts.sheetStale). Once accepted, the
 * same sheet plans nothing and changes nothing.
 */
export async function applySheet(
  ctx: MemberCtx,
  { rows, fields, digest }: ApplySheet,
): Promise<{ added: number; changed: number }> {
  requireWrite(ctx)
  const read = rows.map(({ row, cells }) => ({ row, cells, problem: null }))
  const { plan, digest: now } = await planFor(ctx, read, fields)
  const refused = plan.results.some(({ result }) => result === 'error')
  const due = plan.results.filter(({ result }) => result === 'new' || result === 'changed')
  if (due.length === 0 && !refused) return { added: 0, changed: 0 }
  if (refused || now !== digest) throw new DomainError('conflict', 'parts.sheetStale')
  const touched = plan.parts.filter(
    (part) => isDue(part) || [...part.sources.values(), ...part.offers.values()].some(isDue),
  )
  await writeParts(ctx, touched)
  const counts = { added: touched.filter(({ before }) => before === null).length, changed: 0 }
  counts.changed = touched.length - counts.added
  const { orgId } = ctx.actor.member
  recordAudit(ctx, { action: 'parts.importSheet', subjectId: orgId, orgs: [orgId], params: counts })
  tell(ctx, 'parts.imported', counts)
  return counts
}

async function writeParts(ctx: MemberCtx, planned: readonly PlannedPart[]): Promise<void> {
  const { db, actor } = ctx
  const { orgId } = actor.member
  const hand = { userId: actor.userId, at: ctx.now() }
  const ids = new Map(planned.map((part) => [part.key, part.before?.id ?? newId('part')]))
  const idOf = (part: PlannedPart) => ids.get(part.key) ?? ''
  const newParts: Row<typeof parts>[] = []
  const newSources: Row<typeof manufacturerParts>[] = []
  const newOffers: Row<typeof supplierParts>[] = []
  const ranks = await lastRanks(ctx, planned)

  for (const part of planned) {
    const fields = partOf(part.cells)
    const partId = idOf(part)
    if (part.before === null) {
      const [name, description] = [
        bilingualOf(actor.locale, fields.name),
        bilingualOf(actor.locale, fields.description),
      ]
      newParts.push({
        ...fields,
        ...{ id: partId, orgId, numberKey: part.key, name, description, searchText: '' },
        createdBy: actor.userId,
        createdAt: hand.at,
      })
    } else if (isDue(part)) {
      const { before } = part
      const name = reviseText(before.name, { ...fields.name, source: before.name.source }, hand)
      const description = reviseText(
        before.description,
        { ...fields.description, source: before.description.source },
        hand,
      )
      await db
        .update(parts)
        .set({ ...fields, number: before.number, name, description, version: sql`${parts.version} + 1` })
        .where(eq(parts.id, before.id))
    }
    const sourceIds = new Map<string, string>()
    for (const [key, source] of part.sources) {
      const values = sourceOf(source.cells)
      const decided = source.fields.includes('status') && values.status === 'approved'
      const by = decided ? { decidedBy: actor.userId, decidedAt: hand.at, reason: null } : {}
      const id = source.before?.id ?? newId('manufacturerPart')
      sourceIds.set(key, id)
      if (source.before === null) {
        const rank = (ranks.get(partId) ?? 0) + 1
        ranks.set(partId, rank)
        if (rank > mostSources) throw new DomainError('conflict', 'parts.sourcesMany', { most: mostSources })
        newSources.push({
          ...values,
          ...by,
          ...{ id, orgId, partId, rank, key: manufacturerPartKey(values.mpn, values.manufacturer) },
        })
      } else if (isDue(source))
        await db
          .update(manufacturerParts)
          .set({ ...values, ...by, version: sql`${manufacturerParts.version} + 1` })
          .where(eq(manufacturerParts.id, id))
    }
    if (part.offers.size > mostSuppliers)
      throw new DomainError('conflict', 'parts.suppliersMany', { most: mostSuppliers })
    for (const [, offer] of part.offers) {
      const values = offerOf(offer.cells)
      const source = offer.source === null ? null : (sourceIds.get(offer.source) ?? null)
      if (offer.before === null) {
        const key = supplierPartKey(values.supplier, values.sku)
        newOffers.push({
          ...values,
          ...{ id: newId('supplierPart'), orgId, partId, key, manufacturerPartId: source },
        })
      } else if (isDue(offer))
        await db
          .update(supplierParts)
          .set({ ...values, version: sql`${supplierParts.version} + 1` })
          .where(eq(supplierParts.id, offer.before.id))
    }
    const changed = [part, ...part.sources.values(), ...part.offers.values()].flatMap((each) => each.fields)
    record(
      ctx,
      'parts.importPart',
      { id: partId, number: part.before?.number ?? fields.number },
      {
        fields: [...new Set(changed)],
      },
    )
  }
  for (const each of slices(newParts)) await db.insert(parts).values(each)
  for (const each of slices(newSources)) await db.insert(manufacturerParts).values(each)
  for (const each of slices(newOffers)) await db.insert(supplierParts).values(each)
  await refreshAll(ctx, [...ids.values()])
}

const slices = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, at) => rows.slice(at * atOnce, (at + 1) * atOnce))

/** The last rank of every part that is there. */
async function lastRanks({ db }: MemberCtx, planned: readonly PlannedPart[]): Promise<Map<string, number>> {
  const ids = planned.flatMap(({ before }) => (before === null ? [] : [before.id]))
  const ranks = new Map<string, number>()
  for (const some of slices(ids)) {
    const rows = await db
      .select({ partId: manufacturerParts.partId, last: max(manufacturerParts.rank) })
      .from(manufacturerParts)
      .where(inArray(manufacturerParts.partId, some))
      .groupBy(manufacturerParts.partId)
    for (const { partId, last } of rows) ranks.set(partId, last ?? 0)
  }
  return ranks
}

/** What many parts are found by, in one statement per batch. */
async function refreshAll({ db }: MemberCtx, ids: readonly string[]): Promise<void> {
  for (const some of slices(ids)) {
    const rows = await db.select().from(parts).where(inArray(parts.id, some))
    const sources = grouped(
      await db.select().from(manufacturerParts).where(inArray(manufacturerParts.partId, some)),
      ({ partId }) => partId,
    )
    const offers = grouped(
      await db.select().from(supplierParts).where(inArray(supplierParts.partId, some)),
      ({ partId }) => partId,
    )
    const texts = rows.map((part) => partSearchText(part, sources.get(part.id) ?? [], offers.get(part.id) ?? []))
    await db.$client.query(
      `update parts set search_text = found.text from unnest($1::text[], $2::text[]) as found(id, text) where parts.id = found.id`,
      [rows.map(({ id }) => id), texts],
    )
  }
}
