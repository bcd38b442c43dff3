import { listIn, numberAt, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardLayers } from './board-layers'
import type { BoardSheets } from './board-sheets'
import { pointIn } from './geometry'
import type { Holes } from './holes'
import type { Margins, Side } from './margins'
import { PadShapes } from './pad-shape'
import { onCopper } from './padstack'

/** Lays vias down. Up to KiCad 5 the class of their net may hold their drill. */
export class Vias {
  private readonly shapes: PadShapes
  private readonly netNames = new Map<string, string>()
  private readonly drills = new Map<string, number>()
  private usual = 0.4

  constructor(
    private readonly layers: BoardLayers,
    private readonly margins: Margins,
    private readonly sheets: BoardSheets,
    private readonly holes: Holes,
  ) {
    this.shapes = new PadShapes(sheets.ink)
  }

  /** Takes `(net 1 "GND")`. */
  readNet({ atoms: [, number = '', name = ''] }: SymbolicItem): void {
    this.netNames.set(number, name)
  }

  /** Takes the list `net_class` of KiCad 5. */
  readClass(netClass: SymbolicItem): void {
    const drill = numberIn(netClass, 'via_drill')
    if (drill === null) return
    if (netClass.atoms[1] === 'Default') this.usual = drill
    for (const { name, atoms } of netClass.lists) if (name === 'add_net') this.drills.set(atoms[1] ?? '', drill)
  }

  lay(via: SymbolicItem): void {
    const at = pointIn(via, 'at')
    if (!at) return
    const [from = '', to = ''] = listIn(via, 'layers')?.atoms.slice(1) ?? []
    const span = this.layers.between(from, to)
    const [top, bottom] = [span[0] ?? '', span.at(-1) ?? '']
    for (const layer of span) {
      const diameter = numberIn(onCopper(via, layer, this.layers), 'size') ?? 0
      if (diameter > 0) this.sheets.flash(layer, this.shapes.disc(diameter), ...at)
    }
    if (top === this.layers.top) this.open('F.Mask', via, 'front')
    if (bottom === this.layers.bottom) this.open('B.Mask', via, 'back')
    const drill = numberAt(listIn(via, 'drill'), 1) ?? this.drillOfNet(via)
    const isThrough = top === this.layers.top && bottom === this.layers.bottom
    if (drill > 0) this.holes.via(drill, at, isThrough ? null : `${top} – ${bottom}`)
  }

  private open(layer: string, via: SymbolicItem, side: Side): void {
    const at = pointIn(via, 'at')
    if (!at || this.margins.coversVia(via, side)) return
    const diameter = (numberIn(via, 'size') ?? 0) + 2 * this.margins.mask(via)
    if (diameter > 0) this.sheets.flash(layer, this.shapes.disc(diameter), ...at)
  }

  private drillOfNet(via: SymbolicItem): number {
    const net = listIn(via, 'net')?.atoms[1] ?? ''
    return this.drills.get(this.netNames.get(net) ?? net) ?? this.usual
  }
}
