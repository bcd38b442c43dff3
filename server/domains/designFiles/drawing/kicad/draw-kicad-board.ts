import { shownText } from '../../reading/findings'
import { eachItem, listIn, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import type { DrawnLayer } from '../drawing'
import { TooMuchInk, type Ink } from '../ink'
import { boxOfPasses, passesOf } from '../passes'
import { BoardLayers } from './board-layers'
import { BoardSheets } from './board-sheets'
import { BoardTexts } from './board-texts'
import { atOrigin, placed, placementOf, pointsOf, type Placement } from './geometry'
import { graphicOf } from './graphics'
import { Holes } from './holes'
import { Margins } from './margins'
import { Pads } from './pads'
import { Vias } from './vias'

/**
 * The layers of a board of KiCad 5 and later, as its Gerber and drill files would show them. Takes whatever a file holds; what lacks a number is left out. Throws `TooMuchInk`.
 */
export function drawKicadBoard(text: string, ink: Ink): DrawnLayer[] {
  const board = new KicadBoard(ink)
  if (eachItem(text, (item) => board.take(item))) throw new TooMuchInk('more than is held')
  return board.drawn()
}

type Stains = Parameters<typeof passesOf>[0]

/** Collects what lies on a board, in the order of its file: layers and rules come first there. */
class KicadBoard {
  private readonly layers = new BoardLayers()
  private readonly margins = new Margins()
  private readonly sheets: BoardSheets
  private readonly holes: Holes
  private readonly pads: Pads
  private readonly vias: Vias
  private readonly texts: BoardTexts

  constructor(private readonly ink: Ink) {
    this.sheets = new BoardSheets(ink)
    this.holes = new Holes(ink)
    this.pads = new Pads(this.layers, this.margins, this.sheets, this.holes)
    this.texts = new BoardTexts(this.layers, this.sheets)
    this.vias = new Vias(this.layers, this.margins, this.sheets, this.holes)
  }

  take(item: SymbolicItem): void {
    switch (item.name) {
      case 'layers':
        return this.layers.read(item)
      case 'setup':
        return this.margins.read(item)
      case 'net':
        return this.vias.readNet(item)
      case 'net_class':
        return this.vias.readClass(item)
      case 'via':
        return this.vias.lay(item)
      case 'zone':
        return this.zone(item)
      case 'footprint':
      case 'module':
        return this.footprint(item)
      case 'version':
        return this.texts.readVersion(item)
      case 'title_block':
        return this.texts.readTitles(item)
      case 'property':
        return this.texts.readVariable(item)
      default:
        this.texts.lay(item, atOrigin)
        return this.graphic(item, atOrigin)
    }
  }

  drawn(): DrawnLayer[] {
    const layer = (name: string, role: DrawnLayer['role'], plated: boolean | null, stains: Stains) => {
      const passes = passesOf(stains, 1000, this.ink)
      return { name: shownText(name), role, plated, box: boxOfPasses(passes), passes }
    }
    const flat = this.layers.names.flatMap((name) => {
      const [role, stains] = [this.layers.roleOf(name), this.sheets.on(name)]
      return role === null || stains.length === 0 ? [] : [layer(name, role, null, stains)]
    })
    const { sheets } = this.holes
    const drills = sheets.layers.map((name) =>
      layer(name, { type: 'drill', side: null, order: null }, this.holes.isPlated(name), sheets.on(name)),
    )
    return [...flat, ...drills]
  }

  private footprint(item: SymbolicItem): void {
    const place = placementOf(item)
    const fields = this.texts.fieldsOf(item)
    for (const part of item.lists)
      if (part.name === 'pad') this.pads.lay(part, item, place)
      else if (part.name === 'zone') this.zone(part)
      else {
        this.texts.lay(part, place, fields)
        if (part.name.startsWith('fp_')) this.graphic(part, place)
      }
  }

  /** Tracks and whatever is drawn; of neither, nothing. */
  private graphic(item: SymbolicItem, place: Placement): void {
    const drawn = item.name === 'segment' ? { ...item, name: 'line' } : item
    const graphic = graphicOf(drawn)
    if (!graphic) return
    const { width, filled } = graphic
    const several = listIn(item, 'layers')
    const names = several?.atoms.slice(1) ?? [listIn(item, 'layer')?.atoms[1] ?? '']
    const way = placed(graphic.way, place)
    for (const layer of this.layers.named(names)) {
      const type = this.layers.roleOf(layer)?.type
      // KiCad 9: copper that is left open in the mask.
      const around = several && type === 'mask' ? 2 * this.margins.mask(item) : 0
      const isFilled = filled && type !== 'outline'
      if (isFilled) this.sheets.area(layer, way)
      if (!isFilled || width + around > 0) this.sheets.line(layer, width + around, way)
    }
  }

  /** The fill of a zone, as it was when the file was written. Up to KiCad 6 it may be drawn with a round edge. */
  private zone(item: SymbolicItem): void {
    const isFlat = listIn(item, 'filled_areas_thickness')?.atoms[1] === 'no'
    const width = isFlat ? 0 : (numberIn(item, 'min_thickness') ?? 0)
    const own = listIn(item, 'layer') ?? listIn(item, 'layers')
    for (const fill of item.lists) {
      if (fill.name !== 'filled_polygon') continue
      const way = pointsOf(listIn(fill, 'pts'))
      for (const layer of this.layers.named([(listIn(fill, 'layer') ?? own)?.atoms[1] ?? ''])) {
        this.sheets.area(layer, way)
        if (width > 0) this.sheets.line(layer, width, [...way, ...way.slice(0, 2)])
      }
    }
  }
}
