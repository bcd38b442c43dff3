import type { PlacementRow } from '@/server/domains/designFiles/placements/placement-row'

/** A line of the BOM as far as placing goes. */
export type PlacedLine = Readonly<{
  id: string
  position: number
  mount: string
  side: string
  dnp: boolean
  excludeFromBom: boolean
  refs: readonly Readonly<{ ref: string; dnp: boolean }>[]
}>

export const placementIssueKinds = [
  'case',
  'missing',
  'unknown',
  'dnpPlaced',
  'side',
  'duplicate',
  'rotation',
  'position',
  'throughHole',
] as const
export type PlacementIssueKind = (typeof placementIssueKinds)[number]

export type PlacementIssue = Readonly<{
  kind: PlacementIssueKind
  ref: string
  /** In the file; null where it is not in it. */
  row: number | null
  /** In the BOM; null where it is not in it. */
  lineId: string | null
  position: number | null
  /** What stands in the way: how the BOM writes it, the other row, the text that is no number. */
  detail: string
}>

/** What stops a machine or puts a wrong part down. The others want a look. */
export const isSevere = (kind: PlacementIssueKind): boolean => kind !== 'throughHole'

/** Marks for the machine, holes and test points: in the file by right, in no BOM. */
const isMark = (ref: string): boolean =>
  /^(FID|FD|MH|H|TP|MARK|MP|TOOL|LOGO|HOLE|定位|MARK点)[A-Z]*[-_]?\d*$/i.test(ref)
const notOnBoard: ReadonlySet<string> = new Set(['MECH', 'PACK'])
const isAngle = (text: string): boolean => /^[-+]?\d+([.,]\d+)?$/.test(text)

/**
 * Holds a pick-and-place file against the lines of a revision, both ways: references are compared letter by letter, as
 * machines do. Answers in the order of the file, then of the BOM.
 */
export function checkPlacements(rows: readonly PlacementRow[], lines: readonly PlacedLine[]): PlacementIssue[] {
  const bom = new Map<string, { line: PlacedLine; dnp: boolean }>()
  const folded = new Map<string, string>()
  for (const line of lines) {
    if (notOnBoard.has(line.mount)) continue
    for (const { ref, dnp } of line.refs) {
      const known = bom.get(ref)
      // A reference of an alternate that is not placed does not hide the placed one.
      if (known && !known.dnp) continue
      bom.set(ref, { line, dnp: dnp || line.dnp })
      folded.set(ref.toUpperCase(), ref)
    }
  }
  const issues: PlacementIssue[] = []
  const firstRow = new Map<string, number>()
  const met = new Set<string>()
  for (const row of rows) {
    const exact = bom.get(row.ref)
    const other = exact ? undefined : folded.get(row.ref.toUpperCase())
    const found = exact ?? (other === undefined ? undefined : bom.get(other))
    const about = (kind: PlacementIssueKind, detail: string) =>
      issues.push({
        ...{ kind, ref: row.ref, row: row.row, detail },
        lineId: found?.line.id ?? null,
        position: found?.line.position ?? null,
      })
    const earlier = firstRow.get(row.ref)
    if (earlier !== undefined) about('duplicate', String(earlier))
    else firstRow.set(row.ref, row.row)
    if (other !== undefined) about('case', other)
    if (found) {
      met.add(other ?? row.ref)
      if (found.dnp && !found.line.excludeFromBom) about('dnpPlaced', '')
      const [ours, theirs] = [found.line.side.toLowerCase(), row.side]
      if ((ours === 'top' || ours === 'bottom') && theirs !== '' && ours !== theirs) about('side', ours)
    } else if (!isMark(row.ref)) about('unknown', '')
    if (!isAngle(row.rotation)) about('rotation', row.rotation)
    if (row.x === '' || row.y === '') about('position', '')
  }
  for (const [ref, { line, dnp }] of bom) {
    if (dnp || line.excludeFromBom || met.has(ref)) continue
    issues.push({
      kind: line.mount === 'TH' ? 'throughHole' : 'missing',
      ...{ ref, row: null, lineId: line.id, position: line.position, detail: '' },
    })
  }
  return issues
}
