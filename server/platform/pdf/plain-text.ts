/**
 * Letters that steer instead of being read: joiners, variation selectors, soft hyphens, and marks that turn the direction
 * of text, with which a figure could read otherwise than it is stored. A zero-width space stays: a line may end there.
 */
const steering = /(?!\u200b)\p{Default_Ignorable_Code_Point}/gu
const control = /(?!\n)\p{Cc}/gu

/**
 * A text as it can be set: one kind of line end, no controls, composed letters, spaces of one width (no-break ones stay
 * no-break, the ideographic one stays wide).
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\t\u1680\u2000-\u2006\u2008-\u200a\u205f]/g, ' ')
    .replace(/[\u2007\u202f]/g, '\u00a0')
    .replace(steering, '')
    .replace(control, '')
