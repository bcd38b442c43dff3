import { breakLines, type SetLine, type StyledText } from './break-lines'
import { Canvas, grounds, type Fonts } from './canvas'
import type { Block, Cell, Column, Paper, Paragraph, Span } from './paper'
import { plainText } from './plain-text'
import type { Typefaces } from './typeface'

/** A4, in points. */
export const sheet = { width: 595.28, height: 841.89 } as const
const margin = { side: 34, top: 26, bottom: 26 } as const
const inner = sheet.width - 2 * margin.side
const usualSize = 8
const leading = 1.42
/** From the middle of a line down to its baseline, of the type size: Chinese characters stand centred. */
const drop = 0.37
const columnGap = 9
const rowPadding = 3.2
const markInset = 5
const markPadding = 1.2
const hairline = '#cfd3d9'
const strongLine = '#16181d'
/** A row up to this part of a page is moved to the next one rather than cut. */
const keptWhole = 0.3

/** A page as PDF operators, and what the outline says about it. */
export type LaidPage = Readonly<{ content: string; bookmarks: readonly string[] }>

type LaidLine = Readonly<{
  set: SetLine
  /** Air above, counted into `height`. */
  above: number
  height: number
  baseline: number
  indent: number
  align: 'left' | 'right'
  mark: Paragraph['mark']
}>

/** Sets a paper in pages. All characters it uses are known to `fonts` afterwards. */
export function layOut(paper: Paper, faces: Typefaces, fonts: Fonts): LaidPage[] {
  return new Layout(paper, faces, fonts).pages()
}

type OpenPage = { canvas: Canvas; bookmarks: string[] }

class Layout {
  readonly #paper: Paper
  readonly #faces: Typefaces
  readonly #fonts: Fonts
  readonly #pages: OpenPage[] = []
  readonly #banner: LaidLine[]
  readonly #top: number
  readonly #bottom: number
  #y = 0

  constructor(paper: Paper, faces: Typefaces, fonts: Fonts) {
    this.#paper = paper
    this.#faces = faces
    this.#fonts = fonts
    const head = this.#headLines(999, 999)
    this.#banner = paper.banner ? this.#lines([{ ...paper.banner, mark: paper.banner.mark ?? 'warn' }], inner) : []
    const headHeight = Math.max(heightOf(head.left), heightOf(head.right))
    const bannerHeight = this.#banner.length > 0 ? heightOf(this.#banner) + 5 : 0
    this.#top = margin.top + headHeight + 7 + bannerHeight + 4
    this.#bottom = sheet.height - margin.bottom - 20
  }

  pages(): LaidPage[] {
    this.#turn()
    this.#paper.blocks.forEach((block, index) => this.#block(block, this.#paper.blocks[index + 1]))
    return this.#pages.map(({ canvas, bookmarks }, index) => {
      this.#frame(canvas, index + 1, this.#pages.length)
      return { content: canvas.content(), bookmarks }
    })
  }

  get #page(): OpenPage {
    return this.#pages.at(-1) ?? this.#turn()
  }

  get #room(): number {
    return this.#bottom - this.#y
  }

  /** Begins the next page. */
  #turn(): OpenPage {
    const page = { canvas: new Canvas(this.#fonts, this.#paper.info.language), bookmarks: [] }
    this.#pages.push(page)
    this.#y = this.#top
    const { watermark } = this.#paper
    if (watermark) page.canvas.aside(() => this.#watermark(page.canvas, watermark))
    return page
  }

  #watermark(canvas: Canvas, words: readonly Span[]): void {
    const [set] = breakLines(
      words.map((span) => this.#styled({ ...span, bold: true, size: 64 })),
      10_000,
      this.#faces,
    )
    if (!set) return
    const size = Math.min(64, (64 * 520) / set.width)
    const [fitted] = breakLines(
      words.map((span) => this.#styled({ ...span, bold: true, size })),
      10_000,
      this.#faces,
    )
    if (fitted) canvas.across(fitted, sheet.width / 2, sheet.height / 2 + 40, 52, '#eef0f2')
  }

  #headLines(page: number, pages: number): Readonly<{ left: LaidLine[]; right: LaidLine[] }> {
    const { left, right, pages: counting } = this.#paper.header
    const count = (text: string) => text.replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages))
    const spans = counting.spans.map((span) => ({ ...span, text: count(span.text) }))
    const rightCell = [...right, { ...counting, spans }].map((paragraph) => ({ ...paragraph, align: 'right' as const }))
    return { left: this.#lines(left, inner * 0.6 - columnGap), right: this.#lines(rightCell, inner * 0.4) }
  }

  /** Head, banner and foot of a finished page. */
  #frame(canvas: Canvas, page: number, pages: number): void {
    canvas.aside(() => {
      const { left, right } = this.#headLines(page, pages)
      this.#draw(canvas, left, margin.side, margin.top, inner * 0.6 - columnGap)
      this.#draw(canvas, right, margin.side + inner * 0.6, margin.top, inner * 0.4)
      const under = margin.top + Math.max(heightOf(left), heightOf(right)) + 3
      canvas.rule(margin.side, under, inner, 0.9, strongLine)
      if (this.#banner.length > 0) this.#draw(canvas, this.#banner, margin.side, under + 5, inner)
      const foot = sheet.height - margin.bottom - 11
      canvas.rule(margin.side, foot - 4, inner, 0.4, hairline)
      const { left: hash, right: note } = this.#paper.footer
      this.#draw(canvas, this.#lines([hash], inner * 0.62), margin.side, foot, inner * 0.62)
      const noteLines = this.#lines([{ ...note, align: 'right' }], inner * 0.38)
      this.#draw(canvas, noteLines, margin.side + inner * 0.62, foot, inner * 0.38)
    })
  }

  #block(block: Block, next: Block | undefined): void {
    if (block.kind === 'table') return this.#table(block)
    const lines = this.#lines(block.cell, inner)
    const heading = block.kind === 'heading'
    this.#y += heading ? 12 : (block.above ?? 4)
    const needed = heading ? heightOf(lines) + 3 + (next ? this.#lead(next) : 0) : (lines[0]?.height ?? 0)
    if (needed > this.#room) this.#turn()
    if (heading) this.#page.bookmarks.push(block.bookmark)
    for (let rest = lines; rest.length > 0;) {
      const fitting = Math.max(1, fittingLines(rest, this.#room))
      const part = rest.slice(0, fitting)
      this.#draw(this.#page.canvas, part, margin.side, this.#y, inner)
      this.#y += heightOf(part)
      rest = rest.slice(fitting)
      if (rest.length > 0) this.#turn()
    }
    if (heading) this.#y += 3
  }

  /** How much of a block must stand on the page it begins on. */
  #lead(block: Block): number {
    if (block.kind !== 'table') return Math.min(heightOf(this.#lines(block.cell, inner)), 3 * usualSize * leading)
    const places = columnPlaces(block.columns)
    const rowHeight = (cells: readonly Cell[]) =>
      heightOfRow(cells.map((cell, at) => this.#lines(cell, places[at]?.width ?? 0)))
    let height = block.head ? rowHeight(block.head) : 0
    for (const row of block.rows) {
      const band = 'band' in row
      height += band ? heightOfRow([this.#lines(row.band, inner - 8)]) : rowHeight(row.cells)
      if (!band) break
    }
    return Math.min(height, this.#bodyHeight * keptWhole)
  }

  #table(block: Extract<Block, { kind: 'table' }>): void {
    const { columns, head, rows } = block
    const places = columnPlaces(columns)
    const headLines = head?.map((cell, index) => this.#lines(cell, places[index]?.width ?? 0))
    const headHeight = headLines ? heightOfRow(headLines) : 0
    const drawHead = () => {
      if (!headLines) return
      const { canvas } = this.#page
      canvas.fill(margin.side, this.#y, inner, headHeight, '#e6e9ed')
      this.#drawCells(canvas, headLines, places)
      this.#y += headHeight
    }
    let band: LaidLine[] | null = null
    const turn = (repeatBand: boolean) => {
      this.#turn()
      drawHead()
      if (repeatBand && band) this.#drawBand(band)
    }
    if (this.#room < this.#lead(block)) this.#turn()
    drawHead()
    const cellLines = (cells: readonly Cell[]) => cells.map((cell, at) => this.#lines(cell, places[at]?.width ?? 0))
    rows.forEach((row, index) => {
      if ('cells' in row) return this.#row(cellLines(row.cells), places, () => turn(true))
      band = this.#lines(row.band, inner - 8)
      const next = rows[index + 1]
      const first = next && 'cells' in next ? heightOfRow(cellLines(next.cells)) : 0
      if (this.#room < heightOfRow([band]) + Math.min(first, this.#bodyHeight * keptWhole)) turn(false)
      this.#page.bookmarks.push(row.bookmark)
      this.#drawBand(band)
    })
  }

  #drawBand(lines: readonly LaidLine[]): void {
    const height = heightOfRow([lines])
    const { canvas } = this.#page
    canvas.fill(margin.side, this.#y, inner, height, '#f1f3f5')
    this.#draw(canvas, lines, margin.side + 4, this.#y + rowPadding, inner - 8)
    this.#y += height
  }

  get #bodyHeight(): number {
    return this.#bottom - this.#top
  }

  #row(cells: LaidLine[][], places: readonly Place[], turn: () => void): void {
    const height = heightOfRow(cells)
    if (height > this.#room && (height <= this.#bodyHeight * keptWhole || this.#room < 40)) turn()
    let rest = cells
    for (;;) {
      const room = this.#room - 2 * rowPadding
      const counts = rest.map((lines) => fittingLines(lines, room))
      // A line higher than a page is drawn all the same: it must end somewhere.
      const stuck = counts.every((count, index) => count === 0 || (rest[index]?.length ?? 0) === 0)
      const part = rest.map((lines, index) => lines.slice(0, Math.max(counts[index] ?? 0, stuck ? 1 : 0)))
      const partHeight = heightOfRow(part)
      this.#drawCells(this.#page.canvas, part, places)
      this.#y += partHeight
      this.#page.canvas.rule(margin.side, this.#y, inner, 0.4, hairline)
      rest = rest.map((lines, index) => lines.slice(part[index]?.length ?? 0))
      if (rest.every((lines) => lines.length === 0)) return
      turn()
    }
  }

  #drawCells(canvas: Canvas, cells: readonly LaidLine[][], places: readonly Place[]): void {
    cells.forEach((lines, index) => {
      const place = places[index]
      if (place) this.#draw(canvas, lines, place.x, this.#y + rowPadding, place.width)
    })
  }

  /** Draws lines below each other. The first one's air above is left out, as it is in `heightOf`. */
  #draw(canvas: Canvas, lines: readonly LaidLine[], x: number, top: number, width: number): void {
    let y = top
    lines.forEach((line, index) => {
      const above = index === 0 ? 0 : line.above
      const body = line.height - line.above
      y += above
      if (line.mark) {
        const { fill, bar } = grounds[line.mark]
        canvas.fill(x, y, width, body, fill)
        canvas.fill(x, y, 2, body, bar)
      }
      const left = line.align === 'right' ? x + width - line.set.width : x + line.indent
      canvas.line(line.set, left, y + line.baseline)
      y += body
    })
  }

  #lines(cell: Cell, width: number): LaidLine[] {
    return cell.flatMap(({ spans, mark, align = 'left', above = 1 }) => {
      const styled = spans.map((span) => this.#styled(span, mark))
      const size = Math.max(...styled.map(({ style }) => style.size), 1)
      const indent = mark ? markInset : 0
      const set = breakLines(styled, width - indent - (mark ? 3 : 0), this.#faces)
      return set.map((each, index): LaidLine => {
        const air = index === 0 ? above : 0
        const padTop = mark && index === 0 ? markPadding : 0
        const padBottom = mark && index === set.length - 1 ? markPadding : 0
        const body = size * leading
        const baseline = padTop + body / 2 + size * drop
        return { set: each, above: air, height: air + padTop + body + padBottom, baseline, indent, align, mark }
      })
    })
  }

  #styled({ text, language, bold = false, size = usualSize, tone }: Span, mark?: Paragraph['mark']): StyledText {
    const weight = bold ? 'bold' : 'regular'
    return { text: plainText(text), style: { weight, size, tone: tone ?? mark ?? 'plain', language } }
  }
}

type Place = Readonly<{ x: number; width: number }>
function columnPlaces(columns: readonly Column[]): Place[] {
  const fixed = columns.reduce((sum, { width, fixed: is }) => sum + (is ? width : 0), 0)
  const shares = columns.reduce((sum, { width, fixed: is }) => sum + (is ? 0 : width), 0)
  const left = inner - fixed - columnGap * (columns.length - 1) - 8
  let x = margin.side + 4
  return columns.map(({ width, fixed: is }) => {
    const place = { x, width: is ? width : (left * width) / shares }
    x += place.width + columnGap
    return place
  })
}

const heightOf = (lines: readonly LaidLine[]): number =>
  lines.reduce((sum, { height, above }, index) => sum + height - (index === 0 ? above : 0), 0)

const heightOfRow = (cells: readonly (readonly LaidLine[])[]): number =>
  Math.max(0, ...cells.map(heightOf)) + 2 * rowPadding

/** How many lines fit into a height. */
function fittingLines(lines: readonly LaidLine[], height: number): number {
  let used = 0
  for (const [index, line] of lines.entries()) {
    used += line.height - (index === 0 ? line.above : 0)
    if (used > height + 0.01) return index
  }
  return lines.length
}
