import { circle, type Way } from '../contours'
import type { BoardSheets } from '../kicad/board-sheets'
import { lettering, type Style } from '../kicad/lettering'
import { usualWidth } from './graphics'
import type { LibrarySymbol, Pin } from './library'
import { directed, put, type Placing } from './placing'

type Point = readonly [number, number]

/** How far names and numbers stay away from the line of a pin. */
const margin = 0.2

const styleFor = (size: number, across: Style['across'], up: Style['up']): Style => ({
  ...{ size, wide: size, across, up },
  ...{ bold: false, italic: false, mirrored: false, hidden: false },
})

/** Draws a pin of a placed symbol: its line and what is on it, its name and its number. Throws `TooMuchInk`. */
export function layPin(sheets: BoardSheets, pin: Pin, symbol: LibrarySymbol, placing: Placing): void {
  const turn = (pin.degrees * Math.PI) / 180
  const [dx, dy] = directed(placing, Math.cos(turn), Math.sin(turn))
  const from = put(placing, pin.x, pin.y)
  const to: Point = [from[0] + dx * pin.length, from[1] + dy * pin.length]
  for (const way of waysOf(pin, from, to, [dx, dy])) sheets.line('symbols', usualWidth, way)
  const isTall = Math.abs(dy) > Math.abs(dx)
  const degrees = isTall ? 90 : 0
  // Above the line, or left of it where it stands upright.
  const above: Point = isTall ? [-margin, 0] : [0, margin]
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const { nameOffset, hidesNames, hidesNumbers } = symbol
  const write = (text: string, style: Style, [x, y]: Point) =>
    sheets.write('pins', lettering(text, style, { x, y, degrees }, sheets.ink))
  const isInside = nameOffset > 0
  if (!hidesNames && pin.name !== '' && pin.name !== '~') {
    const isForward = isTall ? dy > 0 : dx > 0
    if (isInside)
      write(pin.name, styleFor(pin.nameSize, isForward ? 'left' : 'right', 'middle'), [
        to[0] + dx * nameOffset,
        to[1] + dy * nameOffset,
      ])
    else write(pin.name, styleFor(pin.nameSize, 'middle', 'bottom'), [middle[0] + above[0], middle[1] + above[1]])
  }
  if (hidesNumbers || pin.number === '' || pin.number === '~') return
  const side = isInside ? 1 : -1
  write(pin.number, styleFor(pin.numberSize, 'middle', isInside ? 'bottom' : 'top'), [
    middle[0] + side * above[0],
    middle[1] + side * above[1],
  ])
}

/** The line of a pin with its circle, clock or slant. */
function waysOf({ shape, nameSize, numberSize }: Pin, from: Point, to: Point, [dx, dy]: Point): Way[] {
  const [outside, inside] = [numberSize / 2, nameSize / 2]
  /** So far along the pin from the edge of the body, and so far to its left. */
  const at = (along: number, aside: number): Point => [to[0] + dx * along - dy * aside, to[1] + dy * along + dx * aside]
  const line: Way = [...from, ...to]
  const clock: Way = [...at(0, inside), ...at(inside, 0), ...at(0, -inside)]
  const side = dx > 0 || dy < 0 ? 1 : -1
  const low: Way = [...at(-2 * outside, 0), ...at(-2 * outside, 2 * outside * side), ...to]
  switch (shape) {
    case 'inverted':
    case 'inverted_clock': {
      const ring = circle(...at(-outside, 0), outside)
      const ways: Way[] = [
        [...from, ...at(-2 * outside, 0)],
        [...ring, ...ring.slice(0, 2)],
      ]
      return shape === 'inverted' ? ways : [...ways, clock]
    }
    case 'clock':
      return [line, clock]
    case 'input_low':
      return [line, low]
    case 'clock_low':
    case 'edge_clock_high':
      return [line, low, clock]
    case 'output_low':
      return [line, [...at(-2 * outside, 0), ...at(0, 2 * outside * side)]]
    case 'non_logic':
      return [line, [...at(-inside, inside), ...at(inside, -inside)], [...at(inside, inside), ...at(-inside, -inside)]]
    default:
      return [line]
  }
}
