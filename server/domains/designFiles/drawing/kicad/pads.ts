import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardLayers } from './board-layers'
import type { BoardSheets } from './board-sheets'
import { pointAt, placed, placementOf, type Placement, type Point } from './geometry'
import { graphicOf, type Graphic } from './graphics'
import type { Holes } from './holes'
import type { Margins } from './margins'
import { onCopper } from './padstack'
import { PadShapes } from './pad-shape'

/** Lays pads down: copper, openings of mask and paste, holes. */
export class Pads {
  private readonly shapes: PadShapes
  /** What a custom pad is drawn with, which is the same on most of its layers. */
  private last: Readonly<{ primitives: SymbolicItem; pieces: readonly Graphic[] }> | null = null

  constructor(
    private readonly layers: BoardLayers,
    private readonly margins: Margins,
    private readonly sheets: BoardSheets,
    private readonly holes: Holes,
  ) {
    this.shapes = new PadShapes(sheets.ink)
  }

  /**
   * A pad of a footprint that lies at `place`. Its own place counts from there; its angle is that on the board already,
   * and on the back it is kept as it was flipped.
   */
  lay(pad: SymbolicItem, footprint: SymbolicItem, place: Placement): void {
    const own = placementOf(pad)
    const [x = 0, y = 0] = placed([own.x, own.y], place)
    const there = { x, y, degrees: own.degrees }
    const drill = drillOf(pad)
    const isPlated = pad.atoms[2] !== 'np_thru_hole'
    if (drill && (pad.atoms[2] === 'thru_hole' || !isPlated)) this.holes.pad(drill, there, isPlated)
    const on = [...this.layers.named(listIn(pad, 'layers')?.atoms.slice(1) ?? [])]
    // Where there is no copper, a pad is the opening itself.
    const hasCopper = on.some((layer) => this.layers.roleOf(layer)?.type === 'copper')
    for (const layer of on) {
      const type = this.layers.roleOf(layer)?.type
      if (type === 'copper') {
        const made = onCopper(pad, layer, this.layers)
        // A hole without a ring around it.
        if (!isPlated && drill && reaches(drill, made)) continue
        this.put(layer, made, there, [0, 0])
      } else if (type === 'mask') {
        const margin = hasCopper ? this.margins.mask(pad, footprint) : 0
        this.put(layer, pad, there, [margin, margin])
      } else this.put(layer, pad, there, type === 'paste' && hasCopper ? this.margins.paste(pad, footprint) : [0, 0])
    }
  }

  private put(layer: string, pad: SymbolicItem, there: Placement, grow: Point): void {
    const told = listIn(pad, 'shape')?.atoms[1] ?? pad.atoms[3] ?? ''
    const shape = told === 'custom' ? (anchorOf(pad) ?? 'circle') : told
    const offset = pointAt(offsetOf(pad)) ?? [0, 0]
    const [x = 0, y = 0] = placed(offset, there)
    const made = this.shapes.of(pad, shape, ((there.degrees % 360) + 360) % 360, grow)
    if (made) this.sheets.flash(layer, made, x, y)
    if (told !== 'custom') return
    // What is drawn around an anchor grows; it is not made smaller.
    const around = 2 * Math.max(0, Math.min(...grow))
    for (const { way, width, filled } of this.piecesOf(listIn(pad, 'primitives'))) {
      // What lays nothing takes no ink, so nothing would end the work on it.
      if (!filled && width + around <= 0) continue
      const laid = placed(way, { ...there, x, y })
      if (filled) this.sheets.area(layer, laid)
      if (width + around > 0) this.sheets.line(layer, width + around, laid)
    }
  }

  private piecesOf(primitives: SymbolicItem | undefined): readonly Graphic[] {
    if (!primitives) return []
    if (this.last?.primitives === primitives) return this.last.pieces
    const pieces = primitives.lists.flatMap((primitive) => {
      const piece = graphicOf(primitive)
      // KiCad 5 drew discs so.
      const isDisc = primitive.name === 'gr_circle' && piece?.width === 0
      return piece ? [{ ...piece, filled: piece.filled || isDisc }] : []
    })
    this.last = { primitives, pieces }
    return pieces
  }
}

const anchorOf = (pad: SymbolicItem): string | undefined => {
  const options = listIn(pad, 'options')
  return options && listIn(options, 'anchor')?.atoms[1]
}

/** How far the shape lies from its hole. */
function offsetOf(pad: SymbolicItem): SymbolicItem | undefined {
  const drill = listIn(pad, 'drill')
  return listIn(pad, 'offset') ?? (drill && listIn(drill, 'offset'))
}

/** `(drill 0.8)` or `(drill oval 0.8 1.2)`. */
function drillOf(pad: SymbolicItem): Point | null {
  const drill = listIn(pad, 'drill')
  const at = drill?.atoms[1] === 'oval' ? 2 : 1
  const width = numberAt(drill, at)
  if (width === null || width <= 0) return null
  const height = at === 2 ? (numberAt(drill, 3) ?? width) : width
  return height > 0 ? [width, height] : null
}

const reaches = ([width, height]: Point, pad: SymbolicItem): boolean => {
  const size = listIn(pad, 'size')
  return (numberAt(size, 1) ?? 0) <= width && (numberAt(size, 2) ?? 0) <= height
}
