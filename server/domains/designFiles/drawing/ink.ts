import type { ApertureTransform } from '../reading/gerber-apertures'
import { transformWay, type Shape } from './aperture-shape'
import { moved, type Way } from './contours'
import type { DrawnText } from './drawing'

/** Something laid down or taken away, in the unit of the file. */
export type Stroke = Readonly<{ kind: 'line'; dark: boolean; width: number; way: Way }>
export type Stain =
  | Stroke
  | Readonly<{ kind: 'area'; dark: boolean; way: Way }>
  | Readonly<{ kind: 'flash'; dark: boolean; shape: Shape; x: number; y: number }>

/** A line of text in the unit of the file; only programs that know text write it. */
export type Lettering = Readonly<{ kind: 'text'; dark: boolean; text: DrawnText }>

/** Numbers one file may be drawn with; real boards of many layers stay below a third of it. */
export const mostNumbers = 6_000_000
/** Numbers of contours that are followed when every pad is put at each of its places. */
export const mostFollowed = 30_000_000
/** What a pass weighs by itself, in numbers: as much text, and a turn of the painter. */
export const weightOfPass = 16
/** What a line of text weighs besides its letters. */
export const weightOfText = 12
/** What a number of a contour weighs where a hull is laid around it: its corners are sorted. */
export const weightOfHull = 8
/** What a stain weighs each time it is copied, in numbers that are followed: a copy is an object of its own. */
export const weightOfCopy = 30

/** The file asks for more than a browser should draw. */
export class TooMuchInk extends Error {}

/** Counts what is drawn of a file, copies included, and what putting it down costs. */
export class Ink {
  private numbers = 0
  private followed = 0

  /** Throws `TooMuchInk`. */
  take(numbers: number): void {
    this.numbers += numbers
    if (this.numbers > mostNumbers) throw new TooMuchInk('more than is drawn')
  }

  /** Contours that are followed once more, without being told again. Throws `TooMuchInk`. */
  follow(numbers: number): void {
    this.followed += numbers
    if (this.followed > mostFollowed) throw new TooMuchInk('more than is followed')
  }
}

const sizeOf = (stain: Stain): number => (stain.kind === 'flash' ? 2 : stain.way.length)
export const sizeOfAll = (stains: readonly Stain[]): number => stains.reduce((sum, stain) => sum + sizeOf(stain), 0)

/** The same a step away. */
export function shifted(stain: Stain, x: number, y: number): Stain {
  if (stain.kind === 'flash') return { ...stain, x: stain.x + x, y: stain.y + y }
  return { ...stain, way: moved(stain.way, x, y) }
}

/** Where a block aperture is flashed, and how it is turned there. */
export type Stamp = Readonly<{ transform: ApertureTransform; x: number; y: number; dark: boolean }>

/**
 * Part of a block aperture as a flash puts it down: turned with it; a block flashed clear takes its dark parts away.
 * `turn`: the shape as the flash turns it, the same one each time.
 */
export function stamped(stain: Stain, { transform, x, y, dark }: Stamp, turn: (shape: Shape) => Shape): Stain {
  const polarity = dark ? stain.dark : !stain.dark
  if (stain.kind === 'flash') {
    const at = transformWay([stain.x, stain.y], transform, false)
    return { kind: 'flash', dark: polarity, shape: turn(stain.shape), x: (at[0] ?? 0) + x, y: (at[1] ?? 0) + y }
  }
  const way = moved(transformWay(stain.way, transform, stain.kind === 'area'), x, y)
  if (stain.kind === 'area') return { kind: 'area', dark: polarity, way }
  return { kind: 'line', dark: polarity, way, width: stain.width * Math.abs(transform.scale) }
}
