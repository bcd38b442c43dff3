import { createHash } from 'node:crypto'
import type { Glyph, Typeface } from './typeface'

/** What a PDF library has to offer for a font to be put into a file: an object, and one that holds bytes. */
export type PdfObjects = Readonly<{
  object: (data: Readonly<Record<string, unknown>>) => unknown
  stream: (data: Readonly<Record<string, unknown>>, bytes: Uint8Array) => unknown
  /** A string as the library writes it between parentheses. */
  string: (text: string) => unknown
}>

/**
 * The characters of one cut that a document uses (ISO 32000-1, 9.7: a composite font with glyphs of our own numbering).
 * Every character has a number of its own, also where two share a drawing or where the font has none: so what is
 * searched for and copied is what was written.
 */
export class EmbeddedFont {
  readonly #face: Typeface
  readonly #numbers = new Map<Glyph, number>()

  /** `name` is how content streams call it: `F1`. */
  constructor(
    readonly name: string,
    face: Typeface,
  ) {
    this.#face = face
  }

  get used(): boolean {
    return this.#numbers.size > 0
  }

  /** The glyph's number in this file, as four hexadecimal digits. */
  code(glyph: Glyph): string {
    let number = this.#numbers.get(glyph)
    if (number === undefined) this.#numbers.set(glyph, (number = this.#numbers.size + 1))
    return hex(number)
  }

  /** Writes the font and returns the reference pages name it by. */
  write({ object, stream, string }: PdfObjects): unknown {
    const glyphs = [...this.#numbers.keys()]
    const { file, places } = this.#face.subset(glyphs.map(({ id }) => id))
    const name = `${subsetTag(glyphs)}+${this.#face.postscriptName}`
    const { ascent, descent, capHeight, box } = this.#face
    const descriptor = object({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: [box.minX, box.minY, box.maxX, box.maxY],
      ItalicAngle: 0,
      Ascent: ascent,
      Descent: descent,
      CapHeight: capHeight,
      StemV: 80,
      FontFile2: stream({ Length1: file.length }, file),
    })
    const map = Buffer.alloc(2 * (glyphs.length + 1))
    places.forEach((place, index) => map.writeUInt16BE(place, 2 * (index + 1)))
    const descendant = object({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: string('Adobe'), Ordering: string('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [1, glyphs.map(({ advance, scale }) => Math.round(advance / scale))],
      CIDToGIDMap: stream({}, map),
    })
    return object({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: stream({}, Buffer.from(toUnicode(glyphs))),
    })
  }
}

const hex = (number: number): string => number.toString(16).padStart(4, '0')

/** Six letters that differ where subsets differ (ISO 32000-1, 9.6.4). */
function subsetTag(glyphs: readonly Glyph[]): string {
  const digest = createHash('sha256').update(JSON.stringify(glyphs)).digest()
  return [...digest.subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')
}

/** From our numbers to UTF-16, at most 100 a block (Adobe Technical Note 5411). */
function toUnicode(glyphs: readonly Glyph[]): string {
  const lines = glyphs.map(({ codePoint }, index) => {
    const text = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex')
    return `<${hex(index + 1)}> <${text}>`
  })
  const blocks: string[] = []
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100)
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar')
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <ffff>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n')
}
