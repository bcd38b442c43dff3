import { eq } from 'drizzle-orm'
import { bomConsignments, bomCosts, bomLines } from '@/db/schema/boms'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

type Place = Readonly<{ orgId: string; productId: string; authorId: string; now: Date }>
type Board = Readonly<{ bomId: string; revisionId: string; lineIds: readonly string[] }>

/** What the brand kept of the costs of the main board. Its last line is the brand's to bring. */
export type SupplyWorld = Readonly<{ costId: string; consignedKey: string }>
/** What the brand sent to one factory; nobody has counted it. */
export type SupplySide = Readonly<{ consignmentId: string }>

/** `priceMicros` is the price in every kept line. */
export async function addSupply(
  { db }: AnyCtx,
  { orgId, productId, authorId, now }: Place,
  { bomId, revisionId, lineIds }: Board,
  priceMicros: bigint,
): Promise<SupplyWorld> {
  const consignedKey = lineIds.at(-1) ?? ''
  await db.update(bomLines).set({ suppliedBy: 'brand' }).where(eq(bomLines.id, consignedKey))
  const costId = newId('cost')
  const amountMicros = String(priceMicros)
  await db.insert(bomCosts).values({
    ...{ id: costId, orgId, productId, bomId, revisionId, byOrgId: orgId, quantity: '1', currency: 'USD' },
    ...{ totalMicros: amountMicros, lineCount: 1, pricedCount: 1, rates: [], createdBy: authorId, createdAt: now },
    lines: [
      {
        ...{ key: 'maker:GRM155R71C104KA88D|Murata', label: 'GRM155R71C104KA88D', order: '1', offerId: null },
        ...{ source: 'line', unitMicros: amountMicros, amountMicros },
      },
    ],
  })
  return { costId, consignedKey }
}

/** `mark` is on the parcel. */
export async function addSupplySide(
  { db }: AnyCtx,
  { orgId, productId, authorId, partnerOrgId, mark }: Place & Readonly<{ partnerOrgId: string; mark: string }>,
  { bomId }: Board,
  { consignedKey }: SupplyWorld,
): Promise<SupplySide> {
  const consignmentId = newId('consignment')
  await db.insert(bomConsignments).values({
    ...{ id: consignmentId, orgId, productId, bomId, partnerOrgId, lineKey: consignedKey },
    ...{ label: 'GRM155R71C104KA88D', quantity: '10', shippedOn: '2026-11-20', carrier: 'SF Express' },
    ...{ tracking: `SF-${mark}`, note: mark, createdBy: authorId },
  })
  return { consignmentId }
}
