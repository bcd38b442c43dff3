import { shownText } from '../../reading/findings'
import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import type { DrawingBox, DrawnSheet } from '../drawing'
import type { BoardSheets } from '../kicad/board-sheets'
import { placementOf } from '../kicad/geometry'
import { widthOf } from '../kicad/graphics'
import { lettering, normal, styleOf } from '../kicad/lettering'
import { crossWidth, isYes, usualWidth } from './graphics'
import type { Labels } from './labels'
import { usualSize } from './library'

/** Sheets below one that are told of; all of them are drawn. */
const mostChildren = 500

/** Draws the boxes of the sheets below, with their names and pins, and remembers where each of them leads. */
export class ChildSheets {
  private readonly found: DrawnSheet['children'][number][] = []

  constructor(
    private readonly sheets: BoardSheets,
    private readonly labels: Labels,
  ) {}

  get list(): DrawnSheet['children'] {
    return this.found
  }

  lay(item: SymbolicItem): void {
    const { x, y } = placementOf(item)
    const size = listIn(item, 'size')
    const [w, h] = [numberAt(size, 1), numberAt(size, 2)]
    if (w === null || h === null) return
    const way = [x, y, x + w, y, x + w, y - h, x, y - h, x, y]
    if (opacityOf(item) > 0) this.sheets.area('bodies', way)
    this.sheets.line('sheets', widthOf(item) || usualWidth, way)
    if (isYes(item, 'dnp')) {
      this.sheets.line('marks', crossWidth, [x, y, x + w, y - h])
      this.sheets.line('marks', crossWidth, [x, y - h, x + w, y])
    }
    let [name, file] = ['', '']
    for (const part of item.lists)
      if (part.name === 'pin') this.labels.sheetPin(part)
      else if (part.name === 'property') {
        const [, key = '', value = ''] = part.atoms
        // KiCad 6 wrote them in two words.
        if (/^sheet ?name$/i.test(key)) name = value
        else if (/^sheet ?file$/i.test(key)) file = value
        this.write(part, value)
      }
    if (this.found.length >= mostChildren) return
    const um = (mm: number) => Math.round(Math.max(-1e6, Math.min(1e6, mm)) * 1000)
    const [left, right] = [um(Math.min(x, x + w)), um(Math.max(x, x + w))]
    const box: DrawingBox = [left, um(Math.min(y, y - h)), right, um(Math.max(y, y - h))]
    this.found.push({ name: shownText(name), file: shownText(file), box })
  }

  private write(property: SymbolicItem, value: string): void {
    const style = styleOf(property, usualSize)
    if (style.hidden) return
    const { x, y, degrees } = placementOf(property)
    const isTall = Math.abs(normal(degrees)) === 90
    this.sheets.write('sheets', lettering(value, style, { x, y, degrees: isTall ? 90 : 0 }, this.sheets.ink))
  }
}

/** How much of its fill is seen; 0 where it tells of none. */
function opacityOf(item: SymbolicItem): number {
  const fill = listIn(item, 'fill')
  return numberAt(fill && listIn(fill, 'color'), 4) ?? 0
}
