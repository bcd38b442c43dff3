import type { Way } from '../contours'
import type { Style } from '../kicad/lettering'

/**
 * How a symbol lies on its sheet: first turned counter-clockwise, then turned over. In a library y goes up already, as it
 * does here.
 */
export type Placing = Readonly<{
  x: number
  y: number
  /** What one to the right and one up in the library are on the sheet. */
  right: readonly [number, number]
  up: readonly [number, number]
}>

/** `mirror`: `x` turns over about the level axis, `y` about the upright one. */
export function placingOf(x: number, y: number, degrees: number, mirror: string): Placing {
  const turn = (degrees * Math.PI) / 180
  const [cos, sin] = [tidy(Math.cos(turn)), tidy(Math.sin(turn))]
  const [mx, my] = [mirror === 'y' ? -1 : 1, mirror === 'x' ? -1 : 1]
  return { x, y, right: [mx * cos, my * sin], up: [mx * -sin, my * cos] }
}

/** Right angles are exact. */
const tidy = (value: number): number => Math.round(value * 1e9) / 1e9

/** A direction of the library on the sheet. */
export const directed = ({ right, up }: Placing, u: number, v: number): readonly [number, number] => [
  u * right[0] + v * up[0],
  u * right[1] + v * up[1],
]

/** A point of the library on the sheet. */
export function put(placing: Placing, u: number, v: number): readonly [number, number] {
  const [x, y] = directed(placing, u, v)
  return [placing.x + x, placing.y + y]
}

export function putAll(placing: Placing, way: readonly number[]): Way {
  const there: Way = []
  for (let at = 0; at < way.length; at += 2) there.push(...put(placing, way[at] ?? 0, way[at + 1] ?? 0))
  return there
}

const opposite = { left: 'right', right: 'left', middle: 'middle', top: 'bottom', bottom: 'top' } as const

/**
 * A text that belongs to a symbol: it moves with it and stays readable, from below or from the right. Where the symbol
 * turns it round, it begins where it ended. That is how KiCad puts the box of a text, and then the text into its box.
 */
export function readable(placing: Placing, degrees: number, style: Style): Readonly<{ degrees: number; style: Style }> {
  const turn = (degrees * Math.PI) / 180
  const [cos, sin] = [tidy(Math.cos(turn)), tidy(Math.sin(turn))]
  const [ex, ey] = directed(placing, cos, sin)
  const [fx, fy] = directed(placing, -sin, cos)
  const isTall = Math.abs(ey) > Math.abs(ex)
  const isForward = isTall ? ey > 0 : ex > 0
  const isUp = isTall ? fx < 0 : fy > 0
  return {
    degrees: isTall ? 90 : 0,
    style: {
      ...style,
      mirrored: false,
      across: isForward ? style.across : opposite[style.across],
      up: isUp ? style.up : opposite[style.up],
    },
  }
}
