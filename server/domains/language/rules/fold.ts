/**
 * Lower case, and full-width forms as ASCII, character by character: positions in the folded text are those of the
 * original.
 */
export function foldText(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x3000) folded += ' '
    else {
      const narrow = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
      const character = String.fromCharCode(narrow)
      const lower = character.toLowerCase()
      folded += lower.length === 1 ? lower : character
    }
  }
  return folded
}
