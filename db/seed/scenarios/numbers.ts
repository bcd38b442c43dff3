import { and, asc, eq, sql } from 'drizzle-orm'
import { bomLineRefs, bomLines, boms } from '@/db/schema/boms'
import { assignLine } from '@/server/domains/boms/commands/assign-line'
import { uploadPlacements } from '@/server/domains/boms/commands/upload-placements'
import type { PlacementRow } from '@/server/domains/designFiles/placements/placement-row'
import { learnCrossReferences } from '@/server/domains/parts/commands/learn-cross-references'
import { asSystem } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { Actors, Orgs } from './people'

type Place = Readonly<{ productId: string; boardId: string; housingId: string }>

/** What Lanyu calls the parts of the housing, as its engineer sent the list. */
const pairs = [
  ['LY-201-0001', '上盖', 'WL-20-C01', 'Top cover'],
  ['LY-201-0002', '底壳', 'WL-20-C02', 'Base'],
  ['LY-201-0003', '电池盖', 'WL-20-C03', 'Battery door'],
  ['LY-201-0004', '导光柱', 'WL-20-C04', 'Light pipe'],
  ['LY-201-0005', '测试孔胶帽', 'WL-20-C05', 'Test port plug'],
  ['LY-201-0008', '漏水探针', 'WL-20-PROBE', 'Leak probe pin'],
  ['LY-201-0011', '电池正极片', 'WL-20-M01', 'Battery contact, positive'],
  ['LY-201-0012', '电池负极弹簧', 'WL-20-M02', 'Battery spring, negative'],
] as const

/**
 * Two part-number worlds: the factory's list is learned, and one number contradicts it. A seal has no part yet and
 * somebody looks for it. The placements of the board are held against its lines, and not all of them agree.
 */
export async function nameParts(
  stage: Stage,
  { wang, daniel, priya }: Actors,
  orgs: Orgs,
  place: Place,
): Promise<void> {
  await stage.as(wang, 24 * 5 + 3, (ctx) =>
    learnCrossReferences(ctx, {
      counterpartOrgId: orgs.wrenlow,
      origin: 'sheet',
      pairs: pairs.map(([own, ownName, theirs, theirsName]) => ({ own, ownName, theirs, theirsName })),
    }),
  )
  await stage.as(daniel, 24 * 2, (ctx) =>
    learnCrossReferences(ctx, {
      counterpartOrgId: orgs.lanyu,
      origin: 'typed',
      pairs: [{ own: 'WL-20-PROBE', ownName: 'Leak probe pin', theirs: 'LY-105-0031', theirsName: '' }],
    }),
  )
  await findSeal(stage, { daniel, priya }, place)
  await placeBoard(stage, daniel, place)
}

async function findSeal(stage: Stage, { daniel, priya }: Pick<Actors, 'daniel' | 'priya'>, { housingId }: Place) {
  const [line] = await asSystem(stage.ctx, () =>
    stage.ctx.db
      .select({ id: bomLines.id, version: bomLines.version })
      .from(bomLines)
      .innerJoin(boms, eq(boms.currentRevisionId, bomLines.revisionId))
      .where(and(eq(boms.id, housingId), eq(bomLines.ipn, 'LY-201-0007'))),
  )
  if (!line) throw new Error('the membrane is not in the housing BOM')
  const due = new Date(stage.now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10)
  await stage.as(daniel, 26, (ctx) =>
    assignLine(ctx, { lineId: line.id, version: line.version, ownerId: priya.userId, dueOn: due }),
  )
}

/** The board as KiCad placed it, but one reference in another case, one left out, one placed that is not to be, one unknown. */
async function placeBoard(stage: Stage, daniel: Actors['daniel'], { boardId }: Place) {
  const found = await asSystem(stage.ctx, () =>
    stage.ctx.db
      .select({ ref: bomLineRefs.ref, dnp: sql<boolean>`${bomLineRefs.dnp} or ${bomLines.dnp}` })
      .from(bomLineRefs)
      .innerJoin(bomLines, eq(bomLines.id, bomLineRefs.lineId))
      .innerJoin(boms, eq(boms.currentRevisionId, bomLines.revisionId))
      .where(and(eq(boms.id, boardId), eq(bomLines.excludeFromBom, false)))
      .orderBy(asc(bomLines.position), asc(bomLineRefs.ordinal)),
  )
  const placed = found.flatMap(({ ref, dnp }) =>
    (dnp && ref !== 'ANT1') || ref === 'R27' ? [] : [ref === 'C3' ? 'c3' : ref],
  )
  const rows: PlacementRow[] = [...placed, 'U99'].map((ref, index) => ({
    row: index + 2,
    ref,
    x: `${2 + (index % 12) * 3}.4`,
    y: `${2 + Math.trunc(index / 12) * 4}.1`,
    rotation: String((index % 4) * 90),
    side: 'top',
    value: '',
    package: '',
  }))
  await stage.as(daniel, 30, (ctx) =>
    uploadPlacements(ctx, {
      bomId: boardId,
      fileName: 'wl-20-main-board-top.pos',
      sha256: '3f0c'.repeat(16),
      sheet: { rows, unit: 'mm', unitAssumed: false },
    }),
  )
}
