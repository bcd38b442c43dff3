import { macroBudget, readMacro, type MacroStep } from './aperture-macro'
import { isFiniteBox, roundBox, scaleBox, type Box } from './box'
import type { Findings } from './findings'
import { readAperture } from './gerber-apertures'
import { noteAttribute, type FileAttributes } from './gerber-attributes'
import { eachCommand } from './gerber-commands'
import { millimetres, readFormat, type GerberFormat, type LengthUnit } from './gerber-format'
import { Plot } from './gerber-plot'
import { GerberWords } from './gerber-words'
import { MAX_APERTURES, MAX_REPEATS } from './limits'

export type GerberFacts = Readonly<{
  kind: 'gerber'
  format: GerberFormat | null
  unit: LengthUnit | null
  /** Attributes of the file, X2 or in comments (Gerber layer format 2024.05, 5.6), by name with their leading dot. */
  attributes: Readonly<Record<string, readonly string[]>>
  /** X2 `.FileFunction`, e.g. `['Copper', 'L1', 'Top']`; empty where the file does not say. */
  fileFunction: readonly string[]
  polarity: 'positive' | 'negative'
  /** The layer's name as EasyEDA writes it in a comment, and its place in the stack as Altium does; else '' and null. */
  layerComment: string
  physicalOrder: number | null
  apertures: number
  flashes: number
  strokes: number
  regions: number
  /** Of the drawn image, and of the way of the tool's centre; millimetres. Null where nothing is drawn dark. */
  extents: Box | null
  centreline: Box | null
  /** The end of the file was reached by its own word (`M02`). */
  complete: boolean
}>

/**
 * Reads a Gerber layer (RS-274X, X2, and what older programs wrote): format, unit, function, and the size of its image.
 * `text` is Latin-1 or UTF-8. Never throws; what is wrong becomes a finding. Linear in the length of the text. `plot` sees
 * everything that is drawn.
 */
export function readGerber(text: string, findings: Findings, plot: Plot = new Plot()): GerberFacts {
  const reader = new GerberReader(findings, plot)
  const { cut } = eachCommand(text, (command) => {
    if (command.extended) reader.extended(command.blocks)
    else reader.words.word(command.word)
    return !reader.words.ended
  })
  if (cut) findings.add('cutShort')
  return reader.facts(cut)
}

class GerberReader {
  readonly words: GerberWords
  private readonly attributes = new Map<string, readonly string[]>()
  private readonly macros = new Map<string, readonly MacroStep[]>()
  private readonly budget = macroBudget()
  private isNegative = false
  private definitions = 0

  constructor(
    private readonly findings: Findings,
    private readonly plot: Plot,
  ) {
    this.words = new GerberWords(this.plot, findings, this.attributes)
  }

  extended(blocks: readonly string[]): void {
    const [first = ''] = blocks
    // A macro owns every block up to the closing percent sign; other commands may stand several in a row.
    if (first.startsWith('AM')) this.macros.set(first.slice(2).trim(), readMacro(blocks.slice(1)))
    else for (const block of blocks) this.command(block)
  }

  private command(block: string): void {
    const { plot, findings, words } = this
    const name = block.slice(0, 2)
    const rest = block.slice(2).trim()
    if (name === 'FS') words.format = readFormat(block) ?? words.format
    else if (name === 'MO') words.unit = rest === 'IN' ? 'inch' : rest === 'MM' ? 'mm' : words.unit
    else if (name === 'AD') this.define(rest)
    else if (name === 'LP') plot.isClear = rest.startsWith('C')
    else if (name === 'LM') this.transform({ mirrorX: rest.includes('X'), mirrorY: rest.includes('Y') })
    else if (name === 'LR') this.transform({ degrees: Number(rest) || 0 })
    else if (name === 'LS') this.transform({ scale: Number(rest) || 1 })
    else if (name === 'SR') this.repeat(rest)
    else if (name === 'IP') this.isNegative = rest.startsWith('NEG')
    else if (name === 'TF') noteAttribute(block, this.attributes)
    else if (name === 'AB') {
      const code = /^D(\d{1,10})/.exec(rest)?.[1]
      if (code === undefined) plot.closeBlock()
      else if (!plot.openBlock(Number(code))) findings.add('gerberBlockTooDeep')
    } else if (/^[GDMXY]\d/.test(block)) words.word(block)
  }

  private define(rest: string): void {
    if (++this.definitions > MAX_APERTURES) return this.findings.add('cutShort')
    const found = readAperture(rest, this.macros, this.budget)
    if (found === null || found.aperture === null) this.findings.add('gerberBadAperture', { aperture: rest })
    if (found?.aperture) this.plot.apertures.set(found.code, found.aperture)
  }

  private transform(change: Partial<Plot['transform']>): void {
    this.plot.transform = { ...this.plot.transform, ...change }
    this.words.reselect()
  }

  private repeat(rest: string): void {
    const found = /^X(\d{1,12})Y(\d{1,12})I([-+]?[\d.]{1,20})J([-+]?[\d.]{1,20})/.exec(rest)
    const [x, y] = [Number(found?.[1] ?? 1), Number(found?.[2] ?? 1)]
    if (x * y > MAX_REPEATS) this.findings.add('gerberRepeats', { n: x * y })
    this.plot.repeat(x, y, Number(found?.[3] ?? 0), Number(found?.[4] ?? 0))
  }

  facts(cut: boolean): GerberFacts {
    const { plot, words, findings } = this
    const drawn = plot.finish()
    const unit = words.unit
    if (words.format === null) findings.add('gerberNoFormat')
    if (unit === null) findings.add('gerberNoUnits')
    if (!words.ended && !cut) findings.add('gerberNoEnd')
    if (drawn.image === null) findings.add('gerberNothingDrawn')
    const attributes: FileAttributes = this.attributes
    const told = attributes.get('.FilePolarity')?.[0]
    // Without a format statement the digits have no meaning, and without a unit no length.
    const inMm = (box: Box | null): Box | null => {
      if (box === null || unit === null || words.format === null || !isFiniteBox(box)) return null
      return roundBox(scaleBox(box, millimetres[unit]))
    }
    return {
      kind: 'gerber',
      format: words.format,
      unit,
      attributes: Object.fromEntries(attributes),
      fileFunction: attributes.get('.FileFunction') ?? [],
      polarity: this.isNegative || told === 'Negative' ? 'negative' : 'positive',
      layerComment: words.layerComment,
      physicalOrder: words.physicalOrder,
      apertures: plot.apertures.size,
      ...plot.counts,
      extents: inMm(drawn.image),
      centreline: inMm(drawn.centreline),
      complete: words.ended,
    }
  }
}
