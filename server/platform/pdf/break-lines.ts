import LineBreaker from 'linebreak'
import type { Language } from '@/server/kernel/bilingual'
import type { Tone } from './paper'
import type { Glyph, Typefaces, Weight } from './typeface'

/** How a stretch of text is set. */
export type Style = Readonly<{ weight: Weight; size: number; tone: Tone; language: Language }>
export type StyledText = Readonly<{ text: string; style: Style }>
/** Glyphs of one style that stand side by side. `width` in points. */
export type Run = Readonly<{ style: Style; glyphs: readonly Glyph[]; width: number }>
export type SetLine = Readonly<{ runs: readonly Run[]; width: number }>

type Letter = Readonly<{ glyph: Glyph; style: Style; width: number; space: boolean }>

const number = /[\d.)⁰¹²³⁴-⁹]/
/** A sign before its number: `≤ 50 mV`, `⌀ 3.2`. */
const sign = /[<>=≤≥⩽⩾≈±⌀Øφ]/
/** Marks that stand narrow behind Latin letters in a Chinese line too: `N·m`, `user’s`. */
const clinging = /[’·]/
const latin = /[\p{Script=Latin}\d²³)]/u
/** A unit after its number: `3.3 V`, `40 mA`, `−20 °C`, `5 N·m`. The two are never torn apart. */
const unit =
  /^(?:[°℃℉Ω%‰μµ]|(?:[fpnuµμmcdkKMGT]?(?:V|A|W|Ω|Hz|F|H|J|N|Pa|m|g|s|L|l|B|b|bit|bps|dB|lx|lm|cd|mol|K|C|Wh|Ah|VA|var|T|Wb|S|eV)|dBm|dBi|ppm|ppb|min|h|rpm|bar|psi|in|ft|mil|mils|px|pcs|sps|RH|Vpp|Vrms|VDC|VAC)(?![A-Za-z]))/

/**
 * Sets text in lines of at most `width` points. Lines end where Unicode's rules allow it (UAX 14: after a Chinese character
 * but never before ，。、；：？！）》” and never after （《“), a number keeps its unit, and what has no such place is cut
 * where the line is full. Spaces at the end of a line are dropped.
 */
export function breakLines(spans: readonly StyledText[], width: number, faces: Typefaces): SetLine[] {
  const lines = fill(spans, width, faces)
  const last = lines.at(-1)
  const size = spans.at(-1)?.style.size ?? 0
  if (lines.length < 2 || !last || last.width === 0 || last.width > 2 * size) return lines
  // One character and a full stop alone look lost: they get company where that costs no line.
  const tighter = fill(spans, width - 2 * size, faces)
  return tighter.length === lines.length ? tighter : lines
}

function fill(spans: readonly StyledText[], width: number, faces: Typefaces): SetLine[] {
  const text = spans.map((span) => span.text).join('')
  const letters = lettersOf(spans, faces)
  const lines: SetLine[] = []
  let line: Letter[] = []
  let filled = 0
  const finish = () => {
    lines.push(setLine(line))
    line = []
    filled = 0
  }
  for (const { from, to, required } of segments(text)) {
    const segment = letters.slice(from, to).filter((letter) => letter !== null)
    const inked = widthOf(trimmed(segment))
    if (line.length > 0 && filled + inked > width) finish()
    if (inked > width) {
      for (const letter of segment) {
        if (line.length > 0 && filled + letter.width > width && !letter.space) finish()
        line.push(letter)
        filled += letter.width
      }
    } else {
      for (const letter of segment) line.push(letter)
      filled += widthOf(segment)
    }
    if (required) finish()
  }
  if (line.length > 0 || lines.length === 0) finish()
  return lines
}

/** One entry for each UTF-16 unit: null for line feeds and second halves of surrogate pairs. */
function lettersOf(spans: readonly StyledText[], faces: Typefaces): (Letter | null)[] {
  const letters: (Letter | null)[] = []
  for (const { text, style } of spans) {
    const face = faces[style.weight]
    let before = ''
    for (const character of text) {
      const language = clinging.test(character) && latin.test(before) ? 'en' : style.language
      const glyph = character === '\n' ? null : face.glyph(character, language)
      before = character
      const space = character === ' ' || character === '\u3000' || character === '\u200b'
      letters.push(glyph && { glyph, style, space, width: (glyph.advance * style.size) / 1000 })
      if (character.length === 2) letters.push(null)
    }
  }
  return letters
}

/** The text cut at every place where a line may end. */
function* segments(text: string): Generator<{ from: number; to: number; required: boolean }> {
  const breaker = new LineBreaker(text)
  let from = 0
  for (let place = breaker.nextBreak(); place; place = breaker.nextBreak()) {
    const { position, required } = place
    const ends = required || position >= text.length
    if (!ends && text[position - 1] === ' ' && belongTogether(text, position)) continue
    yield { from, to: position, required: required && position <= text.length && text[position - 1] === '\n' }
    from = position
  }
  if (from < text.length) yield { from, to: text.length, required: false }
}

/** Whether the words on both sides of a space make one figure. */
function belongTogether(text: string, position: number): boolean {
  const before = text[position - 2] ?? ''
  const after = text.slice(position, position + 8)
  return (number.test(before) && unit.test(after)) || (sign.test(before) && /^[\d.+−-]/.test(after))
}

const widthOf = (letters: readonly Letter[]): number => letters.reduce((sum, letter) => sum + letter.width, 0)

function trimmed(letters: readonly Letter[]): readonly Letter[] {
  let end = letters.length
  while (end > 0 && letters[end - 1]?.space) end--
  return letters.slice(0, end)
}

function setLine(letters: readonly Letter[]): SetLine {
  const runs: { style: Style; glyphs: Glyph[]; width: number }[] = []
  for (const { glyph, style, width } of trimmed(letters)) {
    const last = runs.at(-1)
    if (last?.style === style) {
      last.glyphs.push(glyph)
      last.width += width
    } else runs.push({ style, glyphs: [glyph], width })
  }
  return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
}
