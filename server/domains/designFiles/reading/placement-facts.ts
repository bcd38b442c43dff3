import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { readPlacements } from '../placements/read-placements'
import type { PlacementRow } from '../placements/placement-row'
import { boxOf, roundBox, type Box } from './box'
import type { DetectedKind } from './file-kind'
import type { Findings } from './findings'
import { MAX_TABLE_BYTES } from './limits'

export type PlacementFacts = Readonly<{
  kind: 'pickAndPlace'
  placements: number
  top: number
  bottom: number
  unit: 'mm' | 'mil' | 'inch'
  unitAssumed: boolean
  first: PlacementRow | null
  last: PlacementRow | null
  /** Of part centres in millimetres. */
  extents: Box | null
}>

/** The facts of a pick-and-place file; null where the table or text is none, or no table at all. */
export async function readPlacementFacts(
  bytes: Uint8Array,
  fileName: string,
  { kind }: Pick<DetectedKind, 'kind'>,
  findings: Findings,
): Promise<PlacementFacts | null> {
  if (bytes.length > MAX_TABLE_BYTES) return null
  let sheet: ReturnType<typeof readPlacements>
  try {
    sheet = readPlacements(await readWorkbook(bytes), fileName)
  } catch (failure) {
    if (!(failure instanceof WorkbookRefusal)) throw failure
    // Text that is no table after all is no fault.
    if (kind === 'spreadsheet' && failure.reason !== 'foreign') findings.add('tableRefused')
    return null
  }
  if (sheet === null) return null
  const { rows, unit, unitAssumed } = sheet
  if (unitAssumed) findings.add('placementUnitAssumed')
  const centres = rows
    .filter(({ x, y }) => x !== '' && y !== '')
    .map(({ x, y }) => [Number(x), Number(y)] as const)
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
  const extents = boxOf(centres)
  return {
    kind: 'pickAndPlace',
    placements: rows.length,
    top: rows.filter(({ side }) => side === 'top').length,
    bottom: rows.filter(({ side }) => side === 'bottom').length,
    ...{ unit, unitAssumed },
    first: rows[0] ?? null,
    last: rows.at(-1) ?? null,
    extents: extents && roundBox(extents),
  }
}
