import { exchangeRates, manufacturerParts, partMatches, parts, supplierParts } from '@/db/schema/parts'
import type { AlternateState } from '@/server/domains/parts/lifecycle'
import { manufacturerPartKey, partNumberKey, supplierPartKey } from '@/server/domains/parts/rules/part-keys'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** A small library of one organisation. */
export type PartsWorld = Readonly<{
  partId: string
  archivedId: string
  proposedId: string
  approvedId: string
  rejectedId: string
  supplierPartId: string
}>
type Place = Readonly<{ orgId: string; authorId: string; mark: string; micros: string; now: Date }>

/** One row in every table of the library; `mark` is in each, `micros` is the only price. */
export async function addParts(
  { db }: AnyCtx,
  { orgId, authorId, mark, micros, now }: Place,
): Promise<PartsWorld & { ids: readonly string[] }> {
  const addPart = async (number: string, archivedAt: Date | null = null) => {
    const id = newId('part')
    await db.insert(parts).values({
      ...{ id, orgId, number, archivedAt },
      numberKey: partNumberKey(number),
      name: bilingual('en', `Capacitor of ${mark}`, '电容'),
      description: bilingual('en', ''),
      searchText: number.toLowerCase(),
      createdBy: authorId,
    })
    return id
  }
  const partId = await addPart(`C-${mark}`)
  const archivedId = await addPart(`OLD-${mark}`, now)
  let rank = 0
  const addSource = async (status: AlternateState) => {
    const id = newId('manufacturerPart')
    const mpn = `${status}-${mark}`
    rank += 1
    await db.insert(manufacturerParts).values({
      ...{ id, orgId, partId, mpn, rank, status },
      manufacturer: 'Murata',
      key: manufacturerPartKey(mpn, 'Murata'),
    })
    return id
  }
  const approvedId = await addSource('approved')
  const proposedId = await addSource('proposed')
  const rejectedId = await addSource('rejected')
  const supplierPartId = newId('supplierPart')
  await db.insert(supplierParts).values({
    ...{ id: supplierPartId, orgId, partId, manufacturerPartId: approvedId },
    supplier: 'LCSC',
    sku: `C1525-${mark}`,
    key: supplierPartKey('LCSC', `C1525-${mark}`),
    currency: 'USD',
    breaks: [{ min: '1', micros }],
  })
  await db.insert(partMatches).values({
    ...{ id: newId('partMatch'), orgId, partId, userId: authorId },
    kind: 'text',
    key: `c1 ${mark}`,
  })
  await db.insert(exchangeRates).values({
    ...{ id: newId('exchangeRate'), orgId, userId: authorId },
    base: 'USD',
    quote: 'CNY',
    rate: '7.1',
    day: '2026-01-31',
    source: `Bank of ${mark}`,
  })
  const made = { partId, archivedId, proposedId, approvedId, rejectedId, supplierPartId }
  return { ...made, ids: Object.values(made) }
}
