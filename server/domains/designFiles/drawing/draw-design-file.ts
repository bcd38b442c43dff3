import { openDesignArchive } from '../reading/archive'
import { readBoardSet, type BoardMember } from '../reading/board-set'
import { isLeftover } from '../reading/companions'
import { readDrill, type DrillFacts } from '../reading/drill'
import { detectFileKind, type FileKind } from '../reading/file-kind'
import { collectFindings, shownText, type Findings } from '../reading/findings'
import { readGerber, type GerberFacts } from '../reading/gerber'
import { millimetres, type CoordinateFormat } from '../reading/gerber-format'
import type { LayerRole } from '../reading/layer-role'
import { roleByName } from '../reading/layer-names'
import { gerberRole, isPlated } from '../reading/layers'
import { textOf } from '../reading/text'
import type { DrawingRefusal } from '../lifecycle'
import { drawingFormat, type Drawing, type DrawnLayer, type DrawnSheet } from './drawing'
import { DrawnPlot } from './drawn-plot'
import { DrillStains } from './drill-stains'
import { Ink, TooMuchInk, type Stain } from './ink'
import { drawKicadBoard } from './kicad/draw-kicad-board'
import { drawKicadSchematic } from './schematic/draw-kicad-schematic'
import { boxOfPasses, passesOf } from './passes'

export type NotDrawn = Exclude<DrawingRefusal, 'failed' | 'noBodies'>

/**
 * The layers of a Gerber or drill file, of a ZIP file with some, of a KiCad board, or of a sheet of a KiCad schematic. Never throws and never writes; memory and work are
 * bounded by `reading/limits.ts` and by `Ink`. A large board keeps the thread busy for a second or more.
 */
export async function drawDesignFile(bytes: Uint8Array, fileName: string): Promise<Drawing | NotDrawn> {
  const findings = collectFindings()
  const ink = new Ink()
  try {
    const { kind, format } = detectFileKind(bytes, fileName)
    if (kind === 'archive' && format === 'zip') return await drawArchive(bytes, findings, ink)
    if (kind === 'kicadBoard') return drawn(drawKicadBoard(textOf(bytes, findings), ink))
    if (kind === 'kicadSchematic' && format === 'kicad_sch') {
      const { layers, sheet } = drawKicadSchematic(textOf(bytes, findings), fileName, ink)
      return drawn(layers, sheet)
    }
    const traced = trace(bytes, fileName, kind, findings, ink)
    return traced === null ? 'noLayers' : drawn([layerOf({ ...traced, name: '', fileName }, null, null, ink)])
  } catch (error) {
    if (error instanceof TooMuchInk) return 'tooMuch'
    throw error
  }
}

const drawn = (layers: readonly DrawnLayer[], sheet: DrawnSheet | null = null): Drawing | NotDrawn =>
  layers.length === 0 ? 'noLayers' : { format: drawingFormat, units: 'um', layers, sheet }

type Traced = Readonly<{ facts: GerberFacts; stains: readonly Stain[] } | { facts: DrillFacts; holes: DrillStains }>
type TracedMember = Traced & Readonly<{ name: string; fileName: string }>

function trace(bytes: Uint8Array, name: string, kind: FileKind, findings: Findings, ink: Ink): Traced | null {
  if (kind === 'gerber') {
    const plot = new DrawnPlot(ink)
    return { facts: readGerber(textOf(bytes, findings), findings, plot), stains: plot.stains }
  }
  if (kind !== 'drill' || isLeftover(name)) return null
  const holes = new DrillStains(ink)
  return { facts: readDrill(textOf(bytes, findings), findings, holes), holes }
}

async function drawArchive(bytes: Uint8Array, findings: Findings, ink: Ink): Promise<Drawing | NotDrawn> {
  const archive = await openDesignArchive(bytes, findings)
  if (archive === null) return 'noLayers'
  const members: TracedMember[] = []
  for (const member of archive.members) {
    const content = await archive.read(member)
    if (content === null) continue
    const traced = trace(content, member.path, detectFileKind(content, member.path).kind, findings, ink)
    if (traced !== null) members.push({ ...traced, name: shownText(member.path), fileName: member.path })
  }
  // Together they say which layer is the outline, and where the point of a drill file's digits belongs.
  const board = readBoardSet(
    members.map(({ fileName, facts }): BoardMember => ({ name: fileName, kind: facts.kind, facts })),
  )
  return drawn(
    members.map((member) =>
      layerOf(
        member,
        board?.layers.find(({ name }) => name === member.fileName)?.role ?? null,
        board?.drills.find(({ name }) => name === member.fileName)?.format ?? null,
        ink,
      ),
    ),
  )
}

function layerOf(member: TracedMember, role: LayerRole | null, format: CoordinateFormat | null, ink: Ink): DrawnLayer {
  if ('holes' in member) {
    const { facts, holes, name, fileName } = member
    const passes = passesOf(holes.stains(facts, format ?? facts.format), 1000, ink)
    const { side = null } = roleByName(fileName) ?? {}
    return {
      ...{ name, role: { type: 'drill', side, order: null }, plated: isPlated(facts, fileName) },
      ...{ box: boxOfPasses(passes), passes },
    }
  }
  const { facts, stains, name, fileName } = member
  const { type, side, order } = role ?? gerberRole(facts, fileName)
  // Without a format the digits have no meaning, and without a unit no length: as in the facts, nothing is drawn.
  const readable = facts.unit !== null && facts.format !== null
  const passes = readable ? passesOf(stains, millimetres[facts.unit] * 1000, ink) : []
  return { name, role: { type, side, order }, plated: null, box: boxOfPasses(passes), passes }
}
