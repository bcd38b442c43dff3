/** Letters that steer instead of being read: joiners, variation selectors, byte order marks, soft hyphens. */
const invisible =
  /[\u00ad\u034f\u061c\u180b-\u180f\u200c-\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu
/** Marks that turn the direction of text: they could make a figure read otherwise than it is stored. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g
const control = /\p{Cc}/gu

/**
 * A text as it can be set: one kind of line end, no controls, composed letters, spaces of one width (no-break ones stay
 * no-break, the ideographic one stays wide).
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\t\u1680\u2000-\u2006\u2008-\u200a\u205f]/g, ' ')
    .replace(/[\u2007\u202f]/g, '\u00a0')
    .replace(invisible, '')
    .replace(turning, '')
    .replace(control, (letter) => (letter === '\n' ? letter : ''))
}
