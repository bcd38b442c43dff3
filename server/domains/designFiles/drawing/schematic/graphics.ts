import { listIn, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import { circle, type Way } from '../contours'
import { arcThrough, curve, pointIn, pointsOf } from '../kicad/geometry'
import { widthOf } from '../kicad/graphics'

/** Millimetres a line is wide that says nothing else: six thousandths of an inch. */
export const usualWidth = 0.1524

/** How wide the cross over what is not fitted is drawn. */
export const crossWidth = 0.3

/** Whether an item says so: `(dnp yes)`, or the mere word. */
export const isYes = (item: SymbolicItem, name: string): boolean => {
  const list = listIn(item, name)
  return list !== undefined && list.atoms[1] !== 'no'
}

/**
 * A line or a contour on a sheet or in a symbol, with y turned over as in `geometry.ts`. `fill`: in the colour of the line,
 * or in that of bodies.
 */
export type SheetGraphic = Readonly<{ way: Way; width: number; fill: 'none' | 'outline' | 'body'; outlined: boolean }>

const closed = (way: Way): Way => [...way, ...way.slice(0, 2)]

function fillOf(item: SymbolicItem): SheetGraphic['fill'] {
  const fill = listIn(item, 'fill')
  const type = (fill && listIn(fill, 'type'))?.atoms[1]
  if (type === 'outline') return 'outline'
  return type === 'background' || type === 'color' ? 'body' : 'none'
}

/** Null where it is no graphic, or lacks a number. */
export function sheetGraphicOf(item: SymbolicItem): SheetGraphic | null {
  const way = wayOf(item)
  if (way === null) return null
  const stroke = listIn(item, 'stroke')
  const told = stroke ? numberIn(stroke, 'width') : null
  // A negative width: there is no line at all.
  const outlined = (told ?? 0) >= 0
  return { way, width: widthOf(item) || usualWidth, fill: fillOf(item), outlined }
}

function wayOf(item: SymbolicItem): Way | null {
  const [start, mid, end] = [pointIn(item, 'start'), pointIn(item, 'mid'), pointIn(item, 'end')]
  switch (item.name) {
    case 'polyline': {
      const way = pointsOf(listIn(item, 'pts'))
      return way.length < 4 ? null : way
    }
    case 'rectangle':
      return start && end && closed([start[0], start[1], end[0], start[1], end[0], end[1], start[0], end[1]])
    case 'circle': {
      const [centre, radius] = [pointIn(item, 'center'), numberIn(item, 'radius')]
      return centre && radius !== null ? closed(circle(...centre, Math.abs(radius))) : null
    }
    case 'arc':
      return start && mid && end && arcThrough(start, mid, end)
    case 'bezier': {
      const [ax, ay, bx, by, cx, cy, dx, dy] = pointsOf(listIn(item, 'pts'))
      if (ax === undefined || ay === undefined || bx === undefined || by === undefined) return null
      if (cx === undefined || cy === undefined || dx === undefined || dy === undefined) return null
      return curve([ax, ay], [bx, by], [cx, cy], [dx, dy])
    }
    default:
      return null
  }
}
