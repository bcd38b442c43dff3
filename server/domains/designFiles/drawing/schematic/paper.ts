import { numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardSheets } from '../kicad/board-sheets'
import { lettering, type Style } from '../kicad/lettering'
import type { Fields } from '../kicad/title-block'

/** Width and height in millimetres. */
export type Paper = Readonly<{ name: string; width: number; height: number }>

/** Sheets as KiCad names them, lying on their long side. */
const papers: Readonly<Record<string, readonly [number, number]>> = {
  ...{ A5: [210, 148], A4: [297, 210], A3: [420, 297], A2: [594, 420], A1: [841, 594], A0: [1189, 841] },
  ...{ A: [279.4, 215.9], B: [431.8, 279.4], C: [558.8, 431.8], D: [863.6, 558.8], E: [1117.6, 863.6] },
  ...{ USLetter: [279.4, 215.9], USLegal: [355.6, 215.9], USLedger: [431.8, 279.4], GERBER: [812.8, 812.8] },
}
/** Sheets larger than this are a mistake. */
const largest = 1_500

/** `(paper "A4" portrait)`, `(paper "User" 200 150)`. */
export function paperOf(item: SymbolicItem | null): Paper {
  const name = item?.atoms[1] ?? 'A4'
  const told = [numberAt(item ?? undefined, 2), numberAt(item ?? undefined, 3)] as const
  const [w, h] = name === 'User' && told[0] && told[1] ? [told[0], told[1]] : (known(name) ?? [297, 210])
  const [width, height] = [w, h].map((each) => Math.min(largest, Math.max(10, each))) as [number, number]
  return item?.atoms.includes('portrait') ? { name, width: height, height: width } : { name, width, height }
}

const known = (name: string) => (Object.hasOwn(papers, name) ? papers[name] : undefined)

/** The frame KiCad draws where a project names no other: ten millimetres from the edge, a ruler, and a title block. */
const [edge, ruler, step] = [10, 2, 50]
const [blockWidth, blockHeight] = [110, 34]
const thin = 0.15
const letter = 1.5

const styleFor = (size: number, across: Style['across'], bold = false, italic = false): Style => ({
  ...{ size, wide: size, across, up: 'middle', bold, italic, mirrored: false, hidden: false },
})

/** Draws the frame of a sheet and what its title block says. The words of its cells are those of the file alone. */
export function layFrame(sheets: BoardSheets, { name, width, height }: Paper, titles: Fields, file: string): void {
  const line = (...way: number[]) => sheets.line('frame', thin, way)
  const box = (left: number, bottom: number, right: number, top: number) =>
    line(left, bottom, right, bottom, right, top, left, top, left, bottom)
  const write = (text: string, style: Style, x: number, y: number) =>
    sheets.write('frame', lettering(text, style, { x, y, degrees: 0 }, sheets.ink))
  const [left, bottom, right, top] = [edge, edge - height, width - edge, -edge]
  box(left, bottom, right, top)
  box(left + ruler, bottom + ruler, right - ruler, top - ruler)
  const mark = styleFor(1.3, 'middle')
  for (let at = 0; left + at * step < right; at++) {
    const [x, next] = [left + at * step, Math.min(left + (at + 1) * step, right)]
    if (at > 0) line(x, top, x, top - ruler)
    if (at > 0) line(x, bottom, x, bottom + ruler)
    for (const y of [top - ruler / 2, bottom + ruler / 2]) write(String(at + 1), mark, (x + next) / 2, y)
  }
  for (let at = 0; top - at * step > bottom; at++) {
    const [y, next] = [top - at * step, Math.max(top - (at + 1) * step, bottom)]
    if (at > 0) line(left, y, left + ruler, y)
    if (at > 0) line(right, y, right - ruler, y)
    const named = String.fromCodePoint(65 + (at % 26))
    for (const x of [left + ruler / 2, right - ruler / 2]) write(named, mark, x, (y + next) / 2)
  }
  if (width < blockWidth + 2 * edge || height < blockHeight + 2 * edge) return
  // From the lower right corner, as KiCad measures it.
  const x = (from: number) => right - from
  const y = (from: number) => bottom + from
  box(x(blockWidth), y(2), x(2), y(blockHeight))
  for (const from of [5.5, 8.5, 12.5, 18.5]) line(x(blockWidth), y(from), x(2), y(from))
  line(x(90), y(8.5), x(90), y(5.5))
  line(x(26), y(8.5), x(26), y(2))
  const cell = (text: string | undefined, from: number, up: number, bold = false) =>
    write(text ?? '', styleFor(letter, 'left', bold), x(from), y(up))
  write(titles.get('TITLE') ?? '', styleFor(2, 'left', true, true), x(109), y(10.5))
  cell(file, 109, 14.3)
  cell(name, 109, 7)
  cell(titles.get('ISSUE_DATE'), 89, 7)
  cell(titles.get('REVISION'), 25, 7, true)
  cell(titles.get('COMPANY'), 109, 20.5, true)
  for (const number of [1, 2, 3, 4]) cell(titles.get(`COMMENT${number}`), 109, 20.5 + 3 * number)
}
