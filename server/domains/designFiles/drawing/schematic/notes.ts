import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardSheets } from '../kicad/board-sheets'
import { placementOf } from '../kicad/geometry'
import { boxed, lettering, normal, styleOf } from '../kicad/lettering'
import { sheetGraphicOf, usualWidth } from './graphics'
import { usualSize } from './library'

/** Around the text of a box, where the file tells nothing. */
const margin = 0.95

/** What people wrote and drew on a sheet beside its circuit. */
export class Notes {
  constructor(
    private readonly sheets: BoardSheets,
    private readonly read: (text: string) => string,
  ) {}

  /** A text, a box of text, a table, a line or a shape; of anything else, nothing. */
  lay(item: SymbolicItem): void {
    switch (item.name) {
      case 'text':
        return this.text(item)
      case 'text_box':
        return this.box(item)
      case 'table':
        return this.table(item)
      case 'rule_area':
        for (const part of item.lists) this.graphic(part)
        return
      default:
        return this.graphic(item)
    }
  }

  private text(item: SymbolicItem): void {
    const style = styleOf(item, usualSize)
    const { x, y, degrees } = placementOf(item)
    const angle = normal(degrees)
    // It is read from below or from the right, whichever way it was turned.
    const stand = { x, y, degrees: angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle }
    const text = this.read(item.atoms[1] ?? '')
    if (!style.hidden) this.sheets.write('notes', lettering(text, style, stand, this.sheets.ink))
  }

  /** Lines around the cells are told once, by the table; a cell that another one spans is not there. */
  private table(item: SymbolicItem): void {
    const lined = ['border', 'separators']
      .map((name) => listIn(item, name))
      .find((list) => list && listIn(list, 'stroke'))
    const width = lined ? widthOf(lined) : null
    for (const cells of item.lists) {
      if (cells.name !== 'cells') continue
      for (const cell of cells.lists) {
        const [, columns, rows] = listIn(cell, 'span')?.atoms ?? []
        if (columns !== '0' && rows !== '0') this.box(cell, width)
      }
    }
  }

  /** `lined`: the width of the line around it where its own item tells none; null where there is none. */
  private box(item: SymbolicItem, lined: number | null = null): void {
    const { x, y, degrees } = placementOf(item)
    const size = listIn(item, 'size')
    const [w, h] = [numberAt(size, 1), numberAt(size, 2)]
    if (w === null || h === null) return
    const [left, right] = [Math.min(x, x + w), Math.max(x, x + w)]
    const [bottom, top] = [Math.min(y, y - h), Math.max(y, y - h)]
    const width = widthOf(item) ?? lined ?? -1
    const way = [left, bottom, right, bottom, right, top, left, top, left, bottom]
    if (width >= 0) this.sheets.line('notes', width || usualWidth, way)
    if (isFilled(item)) this.sheets.area('bodies', way)
    const inset = numberAt(listIn(item, 'margins'), 1) ?? margin
    const style = styleOf(item, usualSize)
    const text = this.read(item.atoms[1] ?? '')
    this.sheets.write('notes', boxed(text, style, { left, bottom, right, top }, inset, degrees, this.sheets.ink))
  }

  private graphic(item: SymbolicItem): void {
    const graphic = sheetGraphicOf(item)
    if (!graphic) return
    const { way, width, fill, outlined } = graphic
    if (fill !== 'none') this.sheets.area(fill === 'outline' ? 'notes' : 'bodies', way)
    if (outlined) this.sheets.line('notes', width, way)
  }
}

/** Millimetres of the line an item tells of; null where it tells of none. */
function widthOf(item: SymbolicItem): number | null {
  const stroke = listIn(item, 'stroke')
  return stroke ? (numberAt(listIn(stroke, 'width'), 1) ?? 0) : null
}

const isFilled = (item: SymbolicItem): boolean => {
  const fill = listIn(item, 'fill')
  const type = fill && listIn(fill, 'type')?.atoms[1]
  return type !== undefined && type !== 'none'
}
