import { listIn, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import { circle, type Way } from '../contours'
import { arcAbout, arcThrough, curve, pointIn, pointsOf } from './geometry'

/** A line or a closed contour with the width it is drawn in; `filled`: what lies within belongs to it. */
export type Graphic = Readonly<{ way: Way; width: number; filled: boolean }>

/** Width of what is drawn; KiCad 6 and later keep it in `stroke`. */
export const widthOf = (item: SymbolicItem): number => {
  const stroke = listIn(item, 'stroke')
  return Math.max(0, (stroke ? numberIn(stroke, 'width') : null) ?? numberIn(item, 'width') ?? 0)
}

/** Polygons are filled unless they say no; KiCad 5 had no others. */
function isFilled(item: SymbolicItem, otherwise: boolean): boolean {
  const fill = listIn(item, 'fill')?.atoms[1]
  return fill === undefined ? otherwise : fill === 'yes' || fill === 'solid'
}

const closed = (way: Way): Way => [...way, ...way.slice(0, 2)]

/**
 * A drawn line, rectangle, circle, arc, polygon or curve, whether of the board (`gr_`), of a footprint (`fp_`) or of a pad
 * (`gr_`), in coordinates of whatever it belongs to. Null where it is none of these, or lacks a number.
 */
export function graphicOf(item: SymbolicItem): Graphic | null {
  const [start, end] = [pointIn(item, 'start'), pointIn(item, 'end')]
  const width = widthOf(item)
  switch (item.name.replace(/^(gr|fp)_/, '')) {
    case 'line':
      return start && end && { way: [...start, ...end], width, filled: false }
    case 'arc': {
      const way = arcOf(item)
      return way && { way, width, filled: false }
    }
    case 'rect': {
      if (!start || !end) return null
      const way = [start[0], start[1], end[0], start[1], end[0], end[1], start[0], end[1]]
      return { way: closed(way), width, filled: isFilled(item, false) }
    }
    case 'circle': {
      const centre = pointIn(item, 'center')
      if (!centre || !end) return null
      const way = circle(...centre, Math.hypot(end[0] - centre[0], end[1] - centre[1]))
      return { way: closed(way), width, filled: isFilled(item, false) }
    }
    case 'poly': {
      const way = pointsOf(listIn(item, 'pts'))
      return way.length < 4 ? null : { way: closed(way), width, filled: isFilled(item, true) }
    }
    case 'curve': {
      const [ax, ay, bx, by, cx, cy, dx, dy] = pointsOf(listIn(item, 'pts'))
      if (ax === undefined || ay === undefined || bx === undefined || by === undefined) return null
      if (cx === undefined || cy === undefined || dx === undefined || dy === undefined) return null
      return { way: curve([ax, ay], [bx, by], [cx, cy], [dx, dy]), width, filled: false }
    }
    default:
      return null
  }
}

/** The way of an arc: by three points, or by centre, begin and angle as KiCad 5 wrote it. */
export function arcOf(item: SymbolicItem): Way | null {
  const [start, mid, end] = [pointIn(item, 'start'), pointIn(item, 'mid'), pointIn(item, 'end')]
  if (!start || !end) return null
  if (mid) return arcThrough(start, mid, end)
  const angle = numberIn(item, 'angle')
  return angle === null ? null : arcAbout(start, end, angle)
}
