import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import type { DrawnText } from '../drawing'
import { weightOfText, type Ink, type Lettering } from '../ink'
import { lengthOfText } from '../text-box'
import { linesOf, mostLines } from './markup'

/** From one line to the next, in heights of a letter. */
const pitch = 1.62

/** How a text looks: what `(effects …)` says of it. Lengths in millimetres. */
export type Style = Readonly<
  Pick<DrawnText, 'across' | 'up' | 'mirrored' | 'bold' | 'italic'> & {
    size: number
    wide: number
    hidden: boolean
  }
>

const told = (item: SymbolicItem | undefined, name: string): boolean => {
  if (!item) return false
  const list = listIn(item, name)
  return list ? list.atoms[1] !== 'no' : item.atoms.includes(name)
}

/** Whether an item says that it is not shown: by a word of its own, by a list, or among its effects. */
export function isHidden(item: SymbolicItem): boolean {
  const list = listIn(item, 'hide')
  if (list) return list.atoms[1] !== 'no'
  return item.atoms.slice(3).includes('hide') || told(listIn(item, 'effects'), 'hide')
}

/** `usual`: the height of a letter where the file tells none. */
export function styleOf(item: SymbolicItem, usual: number): Style {
  const effects = listIn(item, 'effects')
  const font = effects && listIn(effects, 'font')
  const size = font && listIn(font, 'size')
  const justify = (effects && listIn(effects, 'justify'))?.atoms ?? []
  const height = Math.max(0, numberAt(size, 1) ?? usual)
  return {
    size: height,
    wide: Math.max(0, numberAt(size, 2) ?? height),
    bold: told(font, 'bold'),
    italic: told(font, 'italic'),
    across: justify.includes('left') ? 'left' : justify.includes('right') ? 'right' : 'middle',
    up: justify.includes('top') ? 'top' : justify.includes('bottom') ? 'bottom' : 'middle',
    mirrored: justify.includes('mirror'),
    hidden: isHidden(item),
  }
}

/** Where a text stands, in millimetres, and how it is turned, counter-clockwise. */
export type Stand = Readonly<{ x: number; y: number; degrees: number }>

/** Half a turn more or less, to what stays between -180 and 180. */
export const normal = (degrees: number): number => {
  const turn = (((Number.isFinite(degrees) ? degrees : 0) % 360) + 360) % 360
  return Math.round((turn >= 180 ? turn - 360 : turn) * 100) / 100
}

/** The lines of a text as they are written. Throws `TooMuchInk`. */
export function lettering(text: string, style: Style, stand: Stand, ink: Ink, dark = true): Lettering[] {
  const { size, wide, across, up, mirrored, bold, italic } = style
  if (text.trim() === '' || size <= 0) return []
  const lines = linesOf(text)
  const angle = normal(stand.degrees)
  const turn = (angle * Math.PI) / 180
  const rise = (line: number) => {
    const after = lines.length - 1
    return (up === 'bottom' ? after - line : up === 'top' ? -line : after / 2 - line) * pitch * size
  }
  return lines.flatMap((line, index) => {
    if (line.text.trim() === '') return []
    ink.take(weightOfText + line.text.length + line.bars.length)
    return {
      kind: 'text',
      dark,
      text: {
        ...{ text: line.text, bars: line.bars, size, width: lengthOfText(line.text, wide, bold), angle },
        ...{ across, up, mirrored, bold, italic },
        x: stand.x - Math.sin(turn) * rise(index),
        y: stand.y + Math.cos(turn) * rise(index),
      },
    }
  })
}

/** How wide the widest line of a text is reckoned to be. */
export const widthOfText = (text: string, { wide, bold }: Style): number =>
  Math.max(0, ...linesOf(text).map((line) => lengthOfText(line.text, wide, bold)))

/** A text broken into lines that are no longer than a box is wide. */
export function wrapped(text: string, { wide, bold }: Style, width: number): string {
  const lines: string[] = []
  const blank = lengthOfText(' ', wide, bold)
  for (const line of text.split('\n', mostLines)) {
    let [now, taken]: [string[], number] = [[], 0]
    for (const word of line.split(' ')) {
      const length = lengthOfText(word, wide, bold)
      if (now.length > 0 && taken + blank + length > width) {
        lines.push(now.join(' '))
        ;[now, taken] = [[], 0]
      }
      taken += (now.length > 0 ? blank : 0) + length
      now.push(word)
    }
    lines.push(now.join(' '))
  }
  return lines.join('\n')
}

/** A text within a box, in millimetres with y going up. */
export type TextBox = Readonly<{ left: number; bottom: number; right: number; top: number }>

/** The lines of a text that is written into a box, broken where it ends; `degrees`: along its sides only. */
export function boxed(
  text: string,
  style: Style,
  box: TextBox,
  margin: number,
  degrees: number,
  ink: Ink,
): Lettering[] {
  const isTall = Math.abs(normal(degrees)) % 180 === 90
  const [width, height] = [box.right - box.left, box.top - box.bottom]
  const broken = wrapped(text, style, (isTall ? height : width) - 2 * margin)
  // Along the line of text, and up from it, from the middle of the box.
  const [along, rise] = [(isTall ? height : width) / 2 - margin, (isTall ? width : height) / 2 - margin]
  const u = style.across === 'left' ? -along : style.across === 'right' ? along : 0
  const v = style.up === 'top' ? rise : style.up === 'bottom' ? -rise : 0
  const turn = (normal(degrees) * Math.PI) / 180
  const [cos, sin] = [Math.round(Math.cos(turn)), Math.round(Math.sin(turn))]
  const [x, y] = [(box.left + box.right) / 2 + u * cos - v * sin, (box.bottom + box.top) / 2 + u * sin + v * cos]
  return lettering(broken, style, { x, y, degrees }, ink)
}
