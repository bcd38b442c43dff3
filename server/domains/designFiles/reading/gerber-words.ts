import { shownText, type Findings } from './findings'
import { noteAttribute } from './gerber-attributes'
import { readCoordinate, type GerberFormat, type LengthUnit } from './gerber-format'
import type { Plot } from './gerber-plot'
import { MAX_WORD_CHARS } from './limits'

/** Coordinates of a file without a format statement are read like this to be counted; their size is not told. */
const unstated: GerberFormat = { integers: 2, decimals: 4, omitted: 'leading', notation: 'absolute' }

/** The word commands of a Gerber file: comments, coordinates with their operation, apertures, modes, and the end. */
export class GerberWords {
  format: GerberFormat | null = null
  unit: LengthUnit | null = null
  ended = false
  layerComment = ''
  physicalOrder: number | null = null
  private isIncremental = false
  private aperture: number | null = null
  /** Old files write the operation once and only coordinates after it. */
  private operation: 1 | 2 | 3 | null = null

  constructor(
    private readonly plot: Plot,
    private readonly findings: Findings,
    private readonly attributes: Map<string, readonly string[]>,
  ) {}

  word(text: string): void {
    if (/^G0?4(?!\d)/.test(text)) return this.comment(text)
    if (text.length > MAX_WORD_CHARS) return this.findings.add('gerberBadCoordinate', { text })
    const parts = text.match(/[A-Z][-+]?[\d.]*/g) ?? []
    const coordinates: Record<string, number> = {}
    let operation: 1 | 2 | 3 | null = null
    for (const part of parts) {
      const letter = part.charAt(0)
      const value = part.slice(1)
      if (letter === 'G') this.mode(Number(value))
      else if (letter === 'M') this.ended ||= /^0?[02]$/.test(value)
      else if (letter === 'D') operation = this.code(Number(value)) ?? operation
      else if (letter === 'X' || letter === 'Y' || letter === 'I' || letter === 'J') {
        const number = value === '' ? Number.NaN : readCoordinate(value, this.format ?? unstated)
        if (Number.isFinite(number)) coordinates[letter] = number
        else this.findings.add('gerberBadCoordinate', { text })
      }
    }
    if (operation !== null) this.operation = operation
    if (operation !== null || Object.keys(coordinates).length > 0) this.operate(coordinates)
  }

  /** Takes the aperture again after a change of how it is turned. */
  reselect(): void {
    if (this.aperture !== null) this.plot.select(this.aperture)
  }

  private comment(text: string): void {
    if (noteAttribute(text, this.attributes)) return
    const layer = /^G0?4\s+Layer:\s*(.{1,80})$/.exec(text)?.[1]
    if (layer !== undefined && this.layerComment === '') this.layerComment = shownText(layer)
    const order = /Layer_Physical_Order=(\d{1,3})/.exec(text)?.[1]
    if (order !== undefined) this.physicalOrder = Number(order)
  }

  private mode(code: number): void {
    const { plot } = this
    if (code === 1) plot.mode = 'line'
    else if (code === 2) plot.mode = 'clockwise'
    else if (code === 3) plot.mode = 'counterclockwise'
    else if (code === 36) plot.beginRegion()
    else if (code === 37) plot.endRegion()
    else if (code === 70) this.unit ??= 'inch'
    else if (code === 71) this.unit ??= 'mm'
    else if (code === 74) plot.singleQuadrant = true
    else if (code === 75) plot.singleQuadrant = false
    else if (code === 90) this.isIncremental = false
    else if (code === 91) this.isIncremental = true
  }

  private code(code: number): 1 | 2 | 3 | null {
    if (code === 1 || code === 2 || code === 3) return code
    if (code < 10 || !Number.isFinite(code)) return null
    this.aperture = code
    if (!this.plot.select(code)) this.findings.add('gerberUndefinedAperture', { aperture: `D${code}` })
    return null
  }

  private operate(given: Readonly<Record<string, number>>): void {
    const { plot } = this
    const isIncremental = this.isIncremental || this.format?.notation === 'incremental'
    const to = (now: number, value: number | undefined) =>
      value === undefined ? now : isIncremental ? now + value : value
    const [x, y] = [to(plot.x, given.X), to(plot.y, given.Y)]
    if (this.operation === 1) plot.draw(x, y, given.I ?? 0, given.J ?? 0)
    else if (this.operation === 3) plot.flash(x, y)
    else plot.move(x, y)
  }
}
