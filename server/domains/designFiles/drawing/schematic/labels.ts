import { listIn, type SymbolicItem } from '../../reading/symbolic-items'
import { circle, type Way } from '../contours'
import type { BoardSheets } from '../kicad/board-sheets'
import { placementOf } from '../kicad/geometry'
import { lettering, normal, styleOf, widthOfText, type Style } from '../kicad/lettering'
import { usualWidth } from './graphics'
import { usualSize } from './library'

/** How far a label stays above its wire, in heights of a letter; more than KiCad's 0.15, as fonts have descenders. */
const aboveWire = 0.25
/** Room around the letters of a global label. */
const room = 0.375
/** Half the width of the sign of a hierarchical label, and where its letters begin. */
const [half, begins] = [0.5, 1.15]

/** Corners along the label and to its left, from where its wire ends. */
type Outline = readonly number[]

/** A global label around a text so long; the file says which way its signal goes. */
function globalOutline(shape: string, size: number, length: number): Outline {
  const side = size * (0.5 + room)
  const whole = length + 2 * room * size
  const isPointed = shape === 'input' || shape === 'bidirectional' || shape === 'tri_state'
  const from = isPointed ? side : 0
  const until = from + whole
  const near = isPointed ? [0, 0] : []
  const far = shape === 'output' || shape === 'bidirectional' || shape === 'tri_state' ? [until + side, 0] : []
  return [...near, from, side, until, side, ...far, until, -side, from, -side]
}

/** The sign of a hierarchical label. */
function hierarchicalOutline(shape: string, size: number): Outline {
  const h = half * size
  switch (shape) {
    case 'input':
      return [0, 0, h, h, 2 * h, h, 2 * h, -h, h, -h]
    case 'output':
      return [0, h, h, h, 2 * h, 0, h, -h, 0, -h]
    case 'bidirectional':
    case 'tri_state':
      return [0, 0, h, h, 2 * h, 0, h, -h]
    default:
      return [0, h, 2 * h, h, 2 * h, -h, 0, -h]
  }
}

const shapeOf = (item: SymbolicItem): string => listIn(item, 'shape')?.atoms[1] ?? item.atoms[2] ?? ''

/** Names of nets where they are written, with the signs that say where a signal comes from. */
export class Labels {
  constructor(
    private readonly sheets: BoardSheets,
    private readonly read: (text: string) => string,
  ) {}

  /** A name on a wire of this sheet. */
  local(item: SymbolicItem): void {
    const way = new Along(item)
    const [x, y] = way.at(0, 0)
    const style = way.style(item, 'bottom')
    const [dx, dy] = way.isTall ? [-1, 0] : [0, 1]
    const rise = aboveWire * style.size
    this.write('labels', item, style, { x: x + dx * rise, y: y + dy * rise, degrees: way.degrees })
  }

  /** A name that counts on every sheet. */
  global(item: SymbolicItem): void {
    const way = new Along(item)
    const style = way.style(item, 'middle')
    const shape = shapeOf(item)
    const text = this.read(item.atoms[1] ?? '')
    this.outline('labels', way, globalOutline(shape, style.size, widthOfText(text, style)))
    const isPointed = shape === 'input' || shape === 'bidirectional' || shape === 'tri_state'
    const [x, y] = way.at(style.size * (room + (isPointed ? 0.75 : 0)), 0)
    this.write('labels', item, style, { x, y, degrees: way.degrees })
  }

  /** A name that leads to the sheet above. */
  hierarchical(item: SymbolicItem): void {
    this.port('labels', item, new Along(item), shapeOf(item))
  }

  /** The end of such a name on the box of its sheet: it is written inward, and its sign is seen from outside. */
  sheetPin(item: SymbolicItem): void {
    const shape = shapeOf(item)
    const seen = shape === 'input' ? 'output' : shape === 'output' ? 'input' : shape
    this.port('sheets', item, new Along(item, 180), seen)
  }

  /** A flag that sets rules for a net. */
  directive(item: SymbolicItem): void {
    const { x, y } = placementOf(item)
    const ring = circle(x, y, half)
    this.sheets.line('labels', usualWidth, [...ring, ...ring.slice(0, 2)])
    for (const property of item.lists) {
      if (property.name !== 'property') continue
      const style = styleOf(property, usualSize)
      const along = new Along(property)
      const place = placementOf(property)
      if (!style.hidden) this.write('labels', property, style, { ...place, degrees: along.degrees }, property.atoms[2])
    }
  }

  private port(layer: string, item: SymbolicItem, way: Along, shape: string): void {
    const style = way.style(item, 'middle')
    this.outline(layer, way, hierarchicalOutline(shape, style.size))
    const [x, y] = way.at(begins * style.size, 0)
    this.write(layer, item, style, { x, y, degrees: way.degrees })
  }

  private outline(layer: string, way: Along, outline: Outline): void {
    const there: Way = []
    for (let at = 0; at < outline.length; at += 2) there.push(...way.at(outline[at] ?? 0, outline[at + 1] ?? 0))
    this.sheets.line(layer, usualWidth, [...there, ...there.slice(0, 2)])
  }

  private write(
    layer: string,
    item: SymbolicItem,
    style: Style,
    stand: Parameters<typeof lettering>[2],
    text = item.atoms[1] ?? '',
  ): void {
    this.sheets.write(layer, lettering(this.read(text), style, stand, this.sheets.ink))
  }
}

/** The way a label is written: from its place to the right, up, to the left or down, and always readable. */
class Along {
  readonly isTall: boolean
  /** As its letters are turned. */
  readonly degrees: number
  private readonly place: Readonly<{ x: number; y: number }>
  private readonly forward: readonly [number, number]

  constructor(item: SymbolicItem, turned = 0) {
    const { x, y, degrees } = placementOf(item)
    const quarter = (Math.round(normal(degrees + turned) / 90) + 4) % 4
    this.place = { x, y }
    this.isTall = quarter % 2 === 1
    this.degrees = this.isTall ? 90 : 0
    this.forward = quarter === 0 ? [1, 0] : quarter === 1 ? [0, 1] : quarter === 2 ? [-1, 0] : [0, -1]
  }

  at(along: number, aside: number): readonly [number, number] {
    const [fx, fy] = this.forward
    return [this.place.x + fx * along - fy * aside, this.place.y + fy * along + fx * aside]
  }

  style(item: SymbolicItem, up: Style['up']): Style {
    const [fx, fy] = this.forward
    const across = fx + fy > 0 ? 'left' : 'right'
    return { ...styleOf(item, usualSize), across, up, mirrored: false, hidden: false }
  }
}
