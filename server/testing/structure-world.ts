import { eq } from 'drizzle-orm'
import { bomAdditions, bomLineLosses, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

type Place = Readonly<{ orgId: string; productId: string }>
type Board = Readonly<{ bomId: string; revisionId: string; lineIds: readonly string[] }>

/** What a factory reckons with while building the main board. */
export type StructureSide = Readonly<{ additionId: string }>

/** An assembly the main board may stand in, and the variants the board is built in. */
export type StructureWorld = Readonly<{ assemblyBomId: string; assemblyLineId: string }>

export async function addStructure(
  { db }: AnyCtx,
  { orgId, productId }: Place,
  { revisionId }: Pick<Board, 'revisionId'>,
): Promise<StructureWorld> {
  const [bomId, assemblyRevisionId, lineId] = [newId('bom'), newId('bomRevision'), newId('bomLine')]
  const inside = { orgId, productId }
  await db
    .insert(boms)
    .values({ ...inside, id: bomId, name: bilingual('en', 'Assembly', '总装'), currentRevisionId: assemblyRevisionId })
  await db
    .insert(bomRevisions)
    .values({ ...inside, id: assemblyRevisionId, bomId, number: '0.1', ordinal: 1, lineCount: 1, placementCount: 0 })
  await db.insert(bomLines).values({
    ...inside,
    id: lineId,
    key: lineId,
    bomId,
    revisionId: assemblyRevisionId,
    position: 1,
    quantity: '1',
    name: 'PCBA',
    description: bilingual('en', 'Main board', '主板'),
    attributes: {},
    alternates: [],
    extra: {},
    raw: {},
    flags: [],
    searchText: 'pcba',
  })
  await db
    .update(bomRevisions)
    .set({ variants: [{ code: 'EU', name: bilingual('en', 'Europe', '欧洲版') }] })
    .where(eq(bomRevisions.id, revisionId))
  return { assemblyBomId: bomId, assemblyLineId: lineId }
}

/** `mark` is in the name of what the factory adds. */
export async function addStructureSide(
  { db }: AnyCtx,
  { orgId, productId, partnerOrgId, mark }: Place & Readonly<{ partnerOrgId: string; mark: string }>,
  { bomId, lineIds }: Board,
): Promise<StructureSide> {
  const additionId = newId('addition')
  const scope = { orgId, productId, bomId, partnerOrgId }
  await db.insert(bomAdditions).values({
    ...scope,
    id: additionId,
    kind: 'consumable',
    number: `HC-${mark}`,
    name: bilingual('en', `Solder paste ${mark}`, `锡膏 ${mark}`),
    quantity: '0.8',
    uom: 'g',
    note: mark,
  })
  await db
    .insert(bomLineLosses)
    .values({ ...scope, lineKey: lineIds[0] ?? '', attritionPct: '3', attritionExtra: '100' })
  return { additionId }
}
