import type { Box } from './box'
import { drillExtents, type DrillFacts } from './drill'
import { betterFormat, liesOutside } from './drill-fit'
import { collectFindings, type Finding } from './findings'
import type { FileKind } from './file-kind'
import type { GerberFacts } from './gerber'
import type { CoordinateFormat, LengthUnit } from './gerber-format'
import type { BoardLayer, LayerRole } from './layer-role'
import { gerberRole, isPlated } from './layers'
import { chooseOutline, copperStack, sizeOf, type BoardSize } from './stack'
import { isKnownCompanion } from './companions'

/** One file of a fabrication package: its name with folders, what it is, and its facts where it is a layer or holes. */
export type BoardMember = Readonly<{
  name: string
  kind: FileKind
  facts: GerberFacts | DrillFacts | null
}>

export type BoardDrill = Readonly<{
  name: string
  plated: boolean | null
  unit: LengthUnit | null
  hits: number
  slots: number
  toolDefinitions: number
  span: readonly [number, number] | null
  /** The format holes were placed by: chosen so that they lie on the board where the file does not say. */
  format: CoordinateFormat
  formatAssumed: boolean
  extents: Box | null
}>

export type BoardSet = Readonly<{
  layers: readonly Readonly<{ name: string; role: LayerRole }>[]
  /** Copper layers from top to bottom. */
  copper: readonly string[]
  layerCount: number
  /** The file that gives the board's outline; null where none does. */
  outline: string | null
  /** Along the centre of the outline, in millimetres. */
  size: BoardSize | null
  drills: readonly BoardDrill[]
  holes: Readonly<{ plated: number; nonPlated: number; unsaid: number; slots: number }>
  findings: readonly Finding[]
}>

/**
 * What a set of Gerber and drill files says about one board: roles, copper stack, outline and size, holes, and what is
 * missing or does not fit. Null when nothing of it is a Gerber layer or a drill file.
 */
export function readBoardSet(members: readonly BoardMember[]): BoardSet | null {
  const layers: BoardLayer[] = []
  const drilled: { name: string; facts: DrillFacts }[] = []
  const findings = collectFindings()
  for (const { name, facts, kind } of members) {
    if (facts?.kind === 'gerber') layers.push({ name, role: gerberRole(facts, name), facts })
    else if (facts?.kind === 'drill') drilled.push({ name, facts })
    else if (!isKnownCompanion(name, kind)) findings.add('unknownFile', { file: name })
  }
  if (layers.length === 0 && drilled.length === 0) return null
  for (const { name, role } of layers) if (role.type === 'unknown') findings.add('unknownFile', { file: name })

  const copper = copperStack(layers, findings)
  const outline = chooseOutline(layers, copper)
  const board = outline?.facts.centreline ?? null
  const area = board ?? widest(copper)
  const drills = [
    ...drilled.map(({ name, facts }) => placed(name, facts, area)),
    ...layers.filter(({ role }) => role.type === 'drill').map(gerberDrill),
  ]
  for (const { name, extents } of drills)
    if (extents !== null && board !== null && liesOutside(extents, board))
      findings.add('drillOutsideBoard', { file: name })
  if (outline === null) findings.add('missingOutline')
  if (drills.length === 0) findings.add('missingDrill')
  const units = new Set([...layers.map(({ facts }) => facts.unit), ...drilled.map(({ facts }) => facts.unit)])
  if (units.has('mm') && units.has('inch')) findings.add('mixedUnits')

  return {
    layers: layers.map(({ name, role }) => ({
      name,
      role: name === outline?.name ? { ...role, type: 'outline' } : role,
    })),
    copper: copper.map(({ name }) => name),
    layerCount: copper.length,
    outline: outline?.name ?? null,
    size: sizeOf(board),
    drills,
    holes: counted(drills),
    findings: findings.list,
  }
}

function placed(name: string, facts: DrillFacts, area: Box | null): BoardDrill {
  const format = facts.formatAssumed && area !== null ? betterFormat(facts, area) : facts.format
  return {
    name,
    plated: isPlated(facts, name),
    unit: facts.unit,
    hits: facts.hits,
    slots: facts.slots,
    toolDefinitions: facts.tools.length,
    span: facts.span,
    format,
    formatAssumed: facts.formatAssumed,
    extents: drillExtents(facts, format),
  }
}

/** Holes as a Gerber layer: every flash is one, every stroke a slot. */
function gerberDrill({ name, facts }: BoardLayer): BoardDrill {
  const [kind, from, to] = facts.fileFunction
  const span = [Number(from), Number(to)] as const
  return {
    name,
    plated: kind === 'Plated' ? true : kind === 'NonPlated' ? false : isPlated({ plated: null }, name),
    unit: facts.unit,
    hits: facts.flashes,
    slots: facts.strokes,
    toolDefinitions: facts.apertures,
    span: span.every((each) => Number.isInteger(each) && each > 0) ? span : null,
    format: facts.format ?? { integers: 0, decimals: 0, omitted: 'leading' },
    formatAssumed: false,
    extents: facts.centreline,
  }
}

function widest(layers: readonly BoardLayer[]): Box | null {
  const boxes = layers.map(({ facts }) => facts.centreline).filter((box) => box !== null)
  return (
    boxes.toSorted((a, b) => (b.maxX - b.minX) * (b.maxY - b.minY) - (a.maxX - a.minX) * (a.maxY - a.minY))[0] ?? null
  )
}

function counted(drills: readonly BoardDrill[]): BoardSet['holes'] {
  const of = (plated: boolean | null) =>
    drills.filter((each) => each.plated === plated).reduce((sum, { hits }) => sum + hits, 0)
  return {
    plated: of(true),
    nonPlated: of(false),
    unsaid: of(null),
    slots: drills.reduce((sum, { slots }) => sum + slots, 0),
  }
}
