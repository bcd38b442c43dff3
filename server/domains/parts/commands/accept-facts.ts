import { and, eq } from 'drizzle-orm'
import { supplierParts } from '@/db/schema/parts'
import type { MemberCtx } from '@/server/platform/context'
import type { AcceptFacts } from '../inputs'
import { requireCurrent, requireManufacturerPart, requireWrite, todayOf } from '../queries/access'
import { record, tell } from './announce'
import { writeSource } from './manufacturer-parts'
import { addSupplierPart, editSupplierPart } from './supplier-parts'

/** Takes over what was ticked of a source's answer, against the versions that were compared. Prices are dated today. */
export async function acceptFacts(ctx: MemberCtx, input: AcceptFacts): Promise<void> {
  const { source, part } = await requireManufacturerPart(ctx, input.manufacturerPartId)
  requireWrite(ctx)
  requireCurrent(part)
  const fields = Object.keys(input.facts)
  if (fields.length > 0) {
    await writeSource(ctx, source, input.version, input.facts)
    const { mpn } = source
    record(ctx, 'parts.acceptFacts', part, { mpn, source: input.provider, fields })
    tell(ctx, 'parts.changed', { partId: part.id })
  }
  const pricedOn = todayOf(ctx)
  for (const { offer, replaces } of input.offers) {
    if (replaces === null) {
      const supplierPart = { ...offer, pricedOn, validUntil: null, manufacturerPartId: source.id }
      await addSupplierPart(ctx, { partId: part.id, supplierPart })
      continue
    }
    const [before] = await ctx.db
      .select({ linked: supplierParts.manufacturerPartId })
      .from(supplierParts)
      .where(and(eq(supplierParts.id, replaces.supplierPartId), eq(supplierParts.partId, part.id)))
    const supplierPart = { ...offer, pricedOn, validUntil: null, manufacturerPartId: before?.linked ?? source.id }
    await editSupplierPart(ctx, { ...replaces, supplierPart })
  }
}
