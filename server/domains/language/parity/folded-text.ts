/** A text with one way of writing each character, and where each character stood before. */
export type FoldedText = Readonly<{
  original: string
  text: string
  /** Offset in `original` of each character of `text`; one more entry for the end. */
  at: readonly number[]
}>

/** Each followed by its simplified form. */
const traditional =
  '萬万億亿兩两個个於于過过時时間间內内約约負负號号條条絲丝釐厘歐欧頻频攝摄鐘钟週周應应與与錶表點点數数達达長长範范圍围項项標标準准級级種种層层轉转圓圆幀帧華华瓩瓦貝贝據据電电壓压貳贰陸陆參叁隻只張张塊块顆颗臺台噸吨開开爾尔齊齐帶带碼码許许須须絕绝對对無无關关從从'
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const forms: Readonly<Record<string, string>> = {
  ...every('−–—‒‐‑－﹣─―', '-'),
  ...every('～〜∼˜', '~'),
  ...every('✕✖╳⨯', '×'),
  ...every('µ', 'μ'),
  ...every('º˚∘', '°'),
  ...every('“”„″〃', '"'),
  ...every('‘’‚′', "'"),
  ...every('≧⩾', '≥'),
  ...every('≦⩽', '≤'),
  ...every('≅≃', '≈'),
  ...every('⋅∙・‧•', '·'),
  ...every('\u00A0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u3000\t', ' '),
  ...every('\u00AD\u200B\u200C\u200D\u2060\uFEFF\u200E\u200F\u202A\u202B\u202C\u202D\u202E', ''),
  // What NFKC would turn into something else, or would glue to a number beside it.
  ...every('½¼¾⅓⅔⅛⅜⅝⅞…⋯，', (character) => (character === '⋯' ? '…' : character)),
  ...every('①②③④⑤⑥⑦⑧⑨', (character) => ` ${'①②③④⑤⑥⑦⑧⑨'.indexOf(character) + 1} `),
  ...every(superscripts, (character) => String(superscripts.indexOf(character))),
  '⁻': '-',
  '⁺': '+',
  // Traditional characters of figures, units and comparisons.
  ...every(
    Array.from(traditional)
      .filter((_, index) => index % 2 === 0)
      .join(''),
    (character) => traditional.charAt(traditional.indexOf(character) + 1),
  ),
}

function every(characters: string, to: string | ((character: string) => string)): Record<string, string> {
  return Object.fromEntries(
    Array.from(characters, (character) => [character, typeof to === 'string' ? to : to(character)]),
  )
}

/** Folds a text character by character; nothing is looked at twice, so the offsets stay exact. */
export function foldText(original: string): FoldedText {
  let text = ''
  const at: number[] = []
  let offset = 0
  let raised = false
  for (const character of original) {
    let folded = forms[character] ?? character.normalize('NFKC')
    const isRaised = superscripts.includes(character) || character === '⁻' || character === '⁺'
    // An exponent is no part of the number before it.
    if (isRaised && !raised && !/^[A-Z]/.test(original.slice(offset + 1, offset + 2))) folded = `^${folded}`
    // A full-width comma separates thousands only where three noughts follow; elsewhere it separates clauses.
    if (
      character === '，' &&
      /[\d０-９]$/.test(original.slice(Math.max(0, offset - 1), offset)) &&
      /^[0０]{3}(?![\d０-９])/.test(original.slice(offset + 1, offset + 5))
    )
      folded = ','
    raised = isRaised
    for (let part = 0; part < folded.length; part++) at.push(offset)
    text += folded
    offset += character.length
  }
  at.push(original.length)
  return { original, text, at }
}

/** The passage of the original behind a part of the folded text. */
export function passageOf({ original, at }: FoldedText, start: number, end: number) {
  const from = at[start] ?? original.length
  // The last character may have been folded from several: its passage ends where the next one begins.
  const last = end > start ? (at[end - 1] ?? original.length) : from
  const to = end > start ? Math.max(last + codePointLength(original, last), at[end] === last ? last : 0) : from
  return { start: from, end: to, text: original.slice(from, to) }
}
const codePointLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
