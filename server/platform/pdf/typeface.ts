import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fontkit from 'fontkit'
import type { Language } from '@/server/kernel/bilingual'

/** Where the two cuts of the family lie. */
export type FontFiles = Readonly<{ regular: string; bold: string }>
export type Weight = keyof FontFiles
export const weights: readonly Weight[] = ['regular', 'bold']

/**
 * Noto Sans SC 2.004, whole: 30,890 characters, so every one of GB 18030-2022 that names of people, places and companies
 * use. Latin, Greek and Chinese are of one design, which is why there is no second family to fall back to.
 */
export const fontFiles = (root: string): FontFiles => {
  const folder = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
  return {
    regular: join(folder, '400Regular', 'NotoSansSC_400Regular.ttf'),
    bold: join(folder, '700Bold', 'NotoSansSC_700Bold.ttf'),
  }
}

/** How one character is drawn. Lengths in thousandths of the type size. */
export type Glyph = Readonly<{
  codePoint: number
  /** In the font file; 0 is the empty box of a character the font does not have. */
  id: number
  advance: number
  /** Of the type size; less than 1 for raised and lowered figures that are drawn from the plain ones. */
  scale: number
  rise: number
}>

/** Characters that engineers use and the font lacks, and what stands in for them. Copied text keeps the real one. */
const lookalikes: Readonly<Record<string, string>> = { '⌀': 'Ø', '⩽': '≤', '⩾': '≥', '☐': '□', '☑': '√', '✗': '×' }
const lowered = /^[\u2080-\u209c]$/
/** Wide in a Chinese line and narrow in an English one. */
const narrowInEnglish = /^[“”‘’…·]$/
/** The half-width katakana dot, which is drawn as a Latin middle dot is. */
const narrowDot = '･'

export class Typeface {
  readonly #font: fontkit.Font
  readonly #glyphs = new Map<string, Glyph>()
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly box: Readonly<{ minX: number; minY: number; maxX: number; maxY: number }>
  readonly postscriptName: string

  constructor(file: string) {
    const font = fontkit.create(readFileSync(file))
    if (!('glyphForCodePoint' in font)) throw new Error(`not a font of one face: ${file}`)
    if (font.unitsPerEm !== 1000) throw new Error(`not drawn on 1000 units: ${file}`)
    this.#font = font
    this.ascent = font.ascent
    this.descent = font.descent
    this.capHeight = font.capHeight
    const { minX, minY, maxX, maxY } = font.bbox
    this.box = { minX, minY, maxX, maxY }
    this.postscriptName = font.postscriptName
  }

  /** How a character is drawn in a line of that language. */
  glyph(character: string, language: Language): Glyph {
    const key = narrowInEnglish.test(character) ? `${character}${language}` : character
    let glyph = this.#glyphs.get(key)
    if (!glyph) this.#glyphs.set(key, (glyph = this.#draw(character, language)))
    return glyph
  }

  /** A font file that holds these glyphs alone, and the place of each in it. */
  subset(ids: readonly number[]): Readonly<{ file: Uint8Array; places: readonly number[] }> {
    const subset = this.#font.createSubset()
    // The subset numbers its glyphs as they come, from the empty box on.
    const places = new Map([[0, 0]])
    for (const id of ids) {
      if (places.has(id)) continue
      places.set(id, places.size)
      subset.includeGlyph(this.#font.getGlyph(id))
    }
    return { file: subset.encode(), places: ids.map((id) => places.get(id) ?? 0) }
  }

  #draw(character: string, language: Language): Glyph {
    const codePoint = character.codePointAt(0) ?? 0
    if (character === '\u00a0') return { ...this.glyph(' ', language), codePoint }
    // A place where a line may end; nothing is drawn.
    if (character === '\u200b') return { ...this.glyph(' ', language), codePoint, advance: 0 }
    if (language === 'en' && narrowInEnglish.test(character)) return this.#narrow(character, codePoint)
    if (this.#font.hasGlyphForCodePoint(codePoint)) return this.#plain(codePoint, codePoint)
    const lookalike = lookalikes[character]
    if (lookalike) return this.#plain(codePoint, lookalike.codePointAt(0) ?? 0)
    const base = character.normalize('NFKC').codePointAt(0) ?? 0
    if (base !== codePoint && /^[\u2070-\u209c]$/.test(character) && this.#font.hasGlyphForCodePoint(base)) {
      const plain = this.#plain(codePoint, base)
      const rise = lowered.test(character) ? -120 : 330
      return { ...plain, advance: plain.advance * small, scale: small, rise }
    }
    return { codePoint, id: 0, advance: this.#font.getGlyph(0).advanceWidth, scale: 1, rise: 0 }
  }

  #plain(codePoint: number, drawnAs: number): Glyph {
    const { id, advanceWidth } = this.#font.glyphForCodePoint(drawnAs)
    return { codePoint, id, advance: advanceWidth, scale: 1, rise: 0 }
  }

  #narrow(character: string, codePoint: number): Glyph {
    if (character === '·') return this.#plain(codePoint, narrowDot.codePointAt(0) ?? 0)
    const { glyphs, positions } = this.#font.layout(character, ['pwid'])
    const [glyph, position] = [glyphs[0], positions[0]]
    if (!glyph || !position) return this.#plain(codePoint, codePoint)
    return { codePoint, id: glyph.id, advance: position.xAdvance, scale: 1, rise: 0 }
  }
}
const small = 0.62

export type Typefaces = Readonly<Record<Weight, Typeface>>
const opened = new Map<string, Typefaces>()

/** Both cuts, read once for this process or thread: 21 MB that stay. */
export function typefaces(files: FontFiles): Typefaces {
  let faces = opened.get(files.regular)
  if (!faces)
    opened.set(files.regular, (faces = { regular: new Typeface(files.regular), bold: new Typeface(files.bold) }))
  return faces
}
