import type { DrawnText } from './drawing'
import type { Way } from './contours'

/** How wide letters of KiCad's stroke font are, in capitals' heights: those that differ much from the rest. */
const classes: readonly (readonly [width: number, letters: string])[] = [
  [0.48, "ijlI!|.,:;'`"],
  [0.66, 'frt1()[]{} "*°'],
  [1.14, 'mwMWNOQGDUHV@%&Ω→'],
]
const widths = new Map(classes.flatMap(([width, letters]) => Array.from(letters).map((each) => [each, width] as const)))
const usual = 0.94
/** Chinese, Japanese and Korean letters fill a square, which is higher than a capital. */
const square = 1.4
const isSquare = (letter: string): boolean =>
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]/.test(letter)

/**
 * How long a line of text is, in the unit its letters are high and wide in: an estimate by classes of letters, after the
 * stroke font of KiCad. `wide`: how wide a letter is meant to be where a file tells it apart from its height.
 */
export function lengthOfText(text: string, wide: number, bold = false): number {
  let sum = 0
  for (const letter of text) sum += widths.get(letter) ?? (isSquare(letter) ? square : usual)
  return sum * wide * (bold ? 1.06 : 1)
}

/** How far letters reach above and below the line they stand on, in capitals' heights. */
const [above, below] = [1.15, 0.3]
const standing = { bottom: 0, middle: 0.5, top: 1 } as const
const starting = { left: 0, middle: 0.5, right: 1 } as const

/** The corners of the rectangle a line of text takes, turned as it is. */
export function cornersOf({ x, y, size, width, angle, across, up, mirrored }: DrawnText): Way {
  const [left, bottom] = [-width * starting[across], -size * (standing[up] + below)]
  const [right, top] = [left + width, size * (above - standing[up])]
  const turn = (angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const side = mirrored ? -1 : 1
  return [left, bottom, right, bottom, right, top, left, top].flatMap((_, index, all) => {
    if (index % 2 === 1) return []
    const [u, v] = [side * (all[index] ?? 0), all[index + 1] ?? 0]
    return [x + u * cos - v * sin, y + u * sin + v * cos]
  })
}
