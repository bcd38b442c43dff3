import type { DrawnText } from '../drawing/drawing'

/** Letters are set in this size and scaled from there: a canvas takes long over another font. */
const em = 100
/** Capital letters of the usual fonts without serifs, in their size. */
const capital = 0.72
/** Pixels a capital letter has to be high to be read, and to be seen at all. */
const [legible, visible] = [3, 0.7]
const standing = { bottom: 0, middle: 0.5, top: 1 } as const
const starting = { left: 0, middle: 0.5, right: 1 } as const

const fontOf = ({ bold, italic }: DrawnText): string =>
  `${italic ? 'italic ' : ''}${bold ? 'bold ' : ''}${em}px sans-serif`

/** Texts in an order that changes the font seldom. */
export const inOrder = (texts: readonly DrawnText[]): readonly DrawnText[] =>
  texts.toSorted((a, b) => Number(a.bold) - Number(b.bold) || Number(a.italic) - Number(b.italic))

/**
 * Writes texts in the colour of the canvas, which is set to the world: in its own font, so that Chinese is written too, no
 * longer than they are reckoned to be. Those too small to be read are thin bars. `scale`: pixels of a micrometre.
 */
export function paintTexts(ctx: CanvasRenderingContext2D, texts: readonly DrawnText[], scale: number): void {
  let font = ''
  for (const text of texts) {
    const { x, y, size, angle, mirrored, across, up } = text
    if (size * scale < visible || size <= 0) continue
    const isLegible = size * scale >= legible
    const wanted = fontOf(text)
    if (isLegible && wanted !== font) ctx.font = font = wanted
    const grown = size / (em * capital)
    ctx.save()
    ctx.translate(x, y)
    ctx.rotate((angle * Math.PI) / 180)
    // Letters stand on their heads where up is up.
    ctx.scale(mirrored ? -grown : grown, -grown)
    const width = text.width / grown
    const base = em * capital * standing[up]
    if (isLegible) {
      ctx.textAlign = across === 'middle' ? 'center' : across
      ctx.textBaseline = 'alphabetic'
      ctx.fillText(text.text, 0, base, Math.max(width, 1))
      if (text.bars.length > 0) paintBars(ctx, text, width, base)
    } else {
      ctx.globalAlpha *= 0.4
      ctx.fillRect(-width * starting[across], base - em * capital * 0.75, width, em * capital * 0.5)
    }
    ctx.restore()
  }
}

function paintBars(ctx: CanvasRenderingContext2D, { text, bars, across }: DrawnText, most: number, base: number): void {
  const length = (letters: string) => ctx.measureText(letters).width
  const whole = length(text)
  if (whole <= 0) return
  const squeezed = Math.min(1, most / whole)
  const start = -whole * squeezed * starting[across]
  for (let at = 0; at + 1 < bars.length; at += 2) {
    const from = length(text.slice(0, bars[at])) * squeezed
    const until = length(text.slice(0, bars[at + 1])) * squeezed
    ctx.fillRect(start + from, base - em * 0.86, until - from, em * 0.06)
  }
}
