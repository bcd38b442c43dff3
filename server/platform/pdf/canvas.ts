import type { Language } from '@/server/kernel/bilingual'
import type { Run, SetLine } from './break-lines'
import type { EmbeddedFont } from './embedded-font'
import type { Tone } from './paper'
import type { Glyph, Weight } from './typeface'

/** A colour as `#rrggbb`. */
export type Colour = `#${string}`
export type Fonts = Readonly<Record<Weight, EmbeddedFont>>

/** Ink of texts, ground and bar of marks. All inks keep 4.5 : 1 on white and on their own ground. */
export const inks: Readonly<Record<Tone, Colour>> = {
  plain: '#16181d',
  quiet: '#5b616b',
  note: '#1f4e79',
  warn: '#7a4300',
  stop: '#8f1d1d',
}
export const grounds: Readonly<Record<Exclude<Tone, 'plain'>, Readonly<{ fill: Colour; bar: Colour }>>> = {
  quiet: { fill: '#f3f4f6', bar: '#9aa1ab' },
  note: { fill: '#eaf1f8', bar: '#3d7ab5' },
  warn: { fill: '#fdf3e0', bar: '#d48806' },
  stop: { fill: '#fdecec', bar: '#c53030' },
}

/**
 * The drawing of one page as PDF operators (ISO 32000-1, 8 and 9). Points from the top left corner downwards: the page is
 * turned over before, and letters are turned back.
 */
export class Canvas {
  readonly #operators: string[] = []
  readonly #fonts: Fonts
  readonly #language: Language

  /** `language` is the document's; text in the other one says so, for those who listen to it. */
  constructor(fonts: Fonts, language: Language) {
    this.#fonts = fonts
    this.#language = language
  }

  /** All that was drawn. */
  content(): string {
    return this.#operators.join('\n')
  }

  fill(x: number, y: number, width: number, height: number, colour: Colour): void {
    this.#operators.push(`${rgb(colour)} rg ${points(x, y, width, height)} re f`)
  }

  rule(x: number, y: number, width: number, weight: number, colour: Colour): void {
    this.#operators.push(`${rgb(colour)} RG ${points(weight)} w ${points(x, y)} m ${points(x + width, y)} l S`)
  }

  /** A set line with its left end at `x`. */
  line({ runs }: SetLine, x: number, baseline: number): void {
    let at = x
    for (const run of runs) {
      this.#run(run, `1 0 0 -1 ${points(at, baseline)}`)
      at += run.width
    }
  }

  /** Pale words across the page, rising from left to right around their centre. */
  across({ runs, width }: SetLine, centreX: number, centreY: number, degrees: number, colour: Colour): void {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
    let along = -width / 2
    for (const run of runs) {
      const [x, y] = [centreX + along * cos, centreY - along * sin]
      this.#run(run, `${matrix(cos, -sin, -sin, -cos)} ${points(x, y)}`, colour)
      along += run.width
    }
  }

  /** What is drawn inside belongs to the sheet and not to the text: page heads, rules, watermarks. */
  aside(draw: () => void): void {
    this.#operators.push('/Artifact BMC')
    draw()
    this.#operators.push('EMC')
  }

  #run({ style, glyphs }: Run, place: string, colour: Colour = inks[style.tone]): void {
    if (glyphs.length === 0) return
    const font = this.#fonts[style.weight]
    const shown = pieces(glyphs).map(({ scale, rise, codes }) => {
      const size = `/${font.name} ${points(style.size * scale)} Tf`
      const raised = rise === 0 ? '0 Ts' : `${points((style.size * rise) / 1000)} Ts`
      return `${size} ${raised} <${codes.map((glyph) => font.code(glyph)).join('')}> Tj`
    })
    const text = `BT ${rgb(colour)} rg ${place} Tm ${shown.join(' ')} ET`
    const other = style.language !== this.#language
    this.#operators.push(other ? `/Span <</Lang (${tags[style.language]})>> BDC ${text} EMC` : text)
  }
}

const tags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' }

type Piece = { scale: number; rise: number; codes: Glyph[] }
function pieces(glyphs: readonly Glyph[]): Piece[] {
  const found: Piece[] = []
  for (const glyph of glyphs) {
    const last = found.at(-1)
    if (last && last.scale === glyph.scale && last.rise === glyph.rise) last.codes.push(glyph)
    else found.push({ scale: glyph.scale, rise: glyph.rise, codes: [glyph] })
  }
  return found
}

/** Hundredths of a point are finer than any printer. */
const points = (...values: readonly number[]): string => values.map((value) => String(rounded(value, 100))).join(' ')
const matrix = (...values: readonly number[]): string => values.map((value) => String(rounded(value, 10_000))).join(' ')
const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts

const rgb = (colour: Colour): string =>
  [1, 3, 5].map((at) => rounded(Number.parseInt(colour.slice(at, at + 2), 16) / 255, 1000)).join(' ')
