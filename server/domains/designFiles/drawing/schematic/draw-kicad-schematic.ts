import { shownText } from '../../reading/findings'
import { eachItem, listIn, numberAt, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import { sheetLayerTypes, type DrawnLayer, type DrawnSheet } from '../drawing'
import { TooMuchInk, type Ink } from '../ink'
import { BoardSheets } from '../kicad/board-sheets'
import { pointIn, pointsOf, placementOf } from '../kicad/geometry'
import { widthOf } from '../kicad/graphics'
import { mostLetters, resolved } from '../kicad/markup'
import { Fields, titlesOf } from '../kicad/title-block'
import { boxOfPasses, passesOf } from '../passes'
import { ChildSheets } from './child-sheets'
import { usualWidth } from './graphics'
import { layImage } from './images'
import { Labels } from './labels'
import { Library } from './library'
import { Notes } from './notes'
import { layFrame, paperOf } from './paper'
import { instancesOf, Symbols } from './symbols'

/** Millimetres where a file says nothing: a bus, the dot of a junction, half the cross of an end that stays free. */
const [busWidth, junction, free] = [0.3048, 0.9144, 0.6096]

/**
 * A sheet of a schematic of KiCad 6 and later, on layers of its own, with y going up from the upper edge of the paper. Takes
 * whatever a file holds; what lacks a number is left out. Throws `TooMuchInk`.
 */
export function drawKicadSchematic(
  text: string,
  fileName: string,
  ink: Ink,
): Readonly<{ layers: DrawnLayer[]; sheet: DrawnSheet }> {
  // What symbols need stands before and behind them: it is gathered first.
  const found = new Map<string, SymbolicItem>()
  const gather = (item: SymbolicItem) => {
    if (gathered.has(item.name) && !found.has(item.name)) found.set(item.name, item)
  }
  if (eachItem(text, gather, mostLetters)) throw new TooMuchInk('more than is held')
  const schematic = new KicadSchematic(found, fileName, ink)
  eachItem(text, (item) => schematic.take(item), mostLetters)
  return schematic.drawn()
}

const gathered: ReadonlySet<string> = new Set(['paper', 'title_block', 'lib_symbols', 'symbol_instances'])

class KicadSchematic {
  private readonly sheets: BoardSheets
  private readonly variables = new Fields()
  private readonly symbols: Symbols
  private readonly labels: Labels
  private readonly notes: Notes
  private readonly children: ChildSheets
  private readonly paper

  constructor(
    found: ReadonlyMap<string, SymbolicItem>,
    fileName: string,
    private readonly ink: Ink,
  ) {
    this.sheets = new BoardSheets(ink)
    const [titles, library, instances] = ['title_block', 'lib_symbols', 'symbol_instances'].map((name) =>
      found.get(name),
    )
    const name = shownText(fileName.split(/[\\/]/).at(-1) ?? fileName)
    this.variables.set('FILENAME', name)
    for (const [key, value] of Object.entries(titles ? titlesOf(titles) : {})) this.variables.set(key, value)
    this.paper = paperOf(found.get('paper') ?? null)
    this.variables.set('PAPER', this.paper.name)
    const symbols = new Library(ink)
    if (library) symbols.read(library)
    this.symbols = new Symbols(this.sheets, symbols, instances ? instancesOf(instances) : new Map(), this.variables)
    const read = (raw: string) => resolved(raw, (each) => this.variables.get(each))
    this.labels = new Labels(this.sheets, read)
    this.notes = new Notes(this.sheets, read)
    this.children = new ChildSheets(this.sheets, this.labels)
    layFrame(this.sheets, this.paper, this.variables, name)
  }

  take(item: SymbolicItem): void {
    const { sheets, labels } = this
    switch (item.name) {
      case 'symbol':
        return this.symbols.lay(item)
      case 'wire':
        return sheets.line('wires', widthOf(item) || usualWidth, pointsOf(listIn(item, 'pts')))
      case 'bus':
        return sheets.line('buses', widthOf(item) || busWidth, pointsOf(listIn(item, 'pts')))
      case 'bus_entry':
        return this.entry(item)
      case 'junction': {
        const at = pointIn(item, 'at')
        const diameter = numberIn(item, 'diameter') || junction
        // A dot of its width, as a line without a length is.
        return at ? sheets.line('wires', Math.abs(diameter), [...at, ...at]) : undefined
      }
      case 'no_connect': {
        const { x, y } = placementOf(item)
        sheets.line('marks', usualWidth, [x - free, y - free, x + free, y + free])
        return sheets.line('marks', usualWidth, [x - free, y + free, x + free, y - free])
      }
      case 'label':
        return labels.local(item)
      case 'global_label':
        return labels.global(item)
      case 'hierarchical_label':
        return labels.hierarchical(item)
      case 'netclass_flag':
      case 'directive_label':
        return labels.directive(item)
      case 'sheet':
        return this.children.lay(item)
      case 'image':
        return layImage(sheets, item)
      default:
        return this.notes.lay(item)
    }
  }

  drawn(): Readonly<{ layers: DrawnLayer[]; sheet: DrawnSheet }> {
    const layers = sheetLayerTypes.flatMap((type): DrawnLayer[] => {
      const passes = passesOf(this.sheets.on(type), 1000, this.ink)
      if (passes.length === 0) return []
      return [{ name: type, role: { type, side: null, order: null }, plated: null, box: boxOfPasses(passes), passes }]
    })
    const { width, height } = this.paper
    const paper = [0, -Math.round(height * 1000), Math.round(width * 1000), 0] as const
    return { layers, sheet: { paper, children: this.children.list } }
  }

  private entry(item: SymbolicItem): void {
    const { x, y } = placementOf(item)
    const size = listIn(item, 'size')
    const [dx, dy] = [numberAt(size, 1), numberAt(size, 2)]
    if (dx !== null && dy !== null) this.sheets.line('wires', widthOf(item) || usualWidth, [x, y, x + dx, y - dy])
  }
}
