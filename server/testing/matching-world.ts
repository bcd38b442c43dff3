import { eq } from 'drizzle-orm'
import { bomLines, bomPlacementFiles } from '@/db/schema/boms'
import { crossReferences } from '@/db/schema/parts'
import { partNumberKey } from '@/server/domains/parts/rules/part-keys'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** A pick-and-place file beside the BOM; two of its lines have numbers. */
export type MatchingWorld = Readonly<{ placementFileId: string }>

type Place = Readonly<{ orgId: string; productId: string; now: Date }>
type Bom = Readonly<{ bomId: string; lineIds: readonly string[] }>

const brandNumber = 'WL-0001'

/** The first line has a number of the brand; the second comes from a file that names the customer's beside its own. */
export async function addMatching(
  { db }: AnyCtx,
  { orgId, productId, authorId, now }: Place & { authorId: string },
  { bomId, lineIds }: Bom,
): Promise<MatchingWorld> {
  const [first = '', second = ''] = lineIds
  await db.update(bomLines).set({ ipn: brandNumber }).where(eq(bomLines.id, first))
  await db.update(bomLines).set({ ipn: 'F-0002', cpn: 'WL-0002' }).where(eq(bomLines.id, second))
  const placementFileId = newId('placementFile')
  await db.insert(bomPlacementFiles).values({
    ...{ id: placementFileId, orgId, productId, bomId, createdBy: authorId, createdAt: now },
    fileName: 'main-top.csv',
    sha256: 'a'.repeat(64),
    rows: [{ row: 2, ref: 'C1', x: '1.5', y: '2', rotation: '90', side: 'top', value: '100nF', package: '0402' }],
  })
  return { placementFileId }
}

/** What a factory calls the part of the first line. */
export async function addMatchingSide(
  { db }: AnyCtx,
  { orgId, now, partnerOrgId, mark, authorId }: Place & { partnerOrgId: string; mark: string; authorId: string },
): Promise<{ crossReferenceId: string }> {
  const crossReferenceId = newId('crossReference')
  const partnerNumber = `N-${mark}`
  await db.insert(crossReferences).values({
    ...{ id: crossReferenceId, orgId, partnerOrgId },
    number: brandNumber,
    numberKey: partNumberKey(brandNumber),
    partnerNumber,
    partnerNumberKey: partNumberKey(partnerNumber),
    partnerName: `Part of ${mark}`,
    origin: 'typed',
    userId: authorId,
    userOrgId: partnerOrgId,
    createdAt: now,
  })
  return { crossReferenceId }
}
