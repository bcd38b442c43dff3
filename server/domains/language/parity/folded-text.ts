/** A text with one way of writing each character, and where each character stood before. */
export type FoldedText = Readonly<{
  original: string
  text: string
  /** Offset in `original` of each character of `text`; one more entry for the end. */
  at: readonly number[]
}>

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const pairs: Readonly<Record<string, string>> = {
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
  ...Object.fromEntries(
    ['萬万', '億亿', '兩两', '個个', '於于', '過过', '時时', '間间', '內内', '約约', '負负', '號号', '條条', '絲丝', '釐厘', '歐欧', '頻频', '攝摄', '鐘钟', '週周', '應应', '與与', '錶表', '點点', '數数', '達达', '長长', '範范', '圍围', '項项', '標标', '準准', '級级', '種种', '層层', '轉转', '圓圆', '幀帧', '華华', '氏氏', '瓩瓦', '貝贝', '據据', '電电', '壓压', '貳贰', '陸陆', '參叁', '圈圈', '隻只', '張张', '塊块', '顆颗', '臺台', '噸吨', '開开', '爾尔', '齊齐', '帶带', '碼码', '許许', '須须', '絕绝', '對对', '無无', '關关', '從从'].map(
      (pair): [string, string] => [pair.charAt(0), pair.charAt(1)],
    ),
  ),
}

function every(characters: string, to: string | ((character: string) => string)): Record<string, string> {
  return Object.fromEntries(Array.from(characters, (character) => [character, typeof to === 'string' ? to : to(character)]))
}

/** Folds a text character by character; nothing is looked at twice, so the offsets stay exact. */
export function foldText(original: string): FoldedText {
  let text = ''
  const at: number[] = []
  let offset = 0
  let raised = false
  for (const character of original) {
    let folded = pairs[character] ?? character.normalize('NFKC')
    const isRaised = superscripts.includes(character) || character === '⁻' || character === '⁺'
    // An exponent is no part of the number before it.
    if (isRaised && !raised && !/^[A-Z]/.test(original.slice(offset + 1, offset + 2))) folded = `^${folded}`
    // A full-width comma separates thousands only where three noughts follow; elsewhere it separates clauses.
    if (character === '，' && /[\d０-９]$/.test(original.slice(Math.max(0, offset - 1), offset)) && /^[0０]{3}(?![\d０-９])/.test(original.slice(offset + 1, offset + 5))) folded = ','
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
  const to = end > start ? Math.max(last + (codePointLength(original, last)), at[end] === last ? last : 0) : from
  return { start: from, end: to, text: original.slice(from, to) }
}
const codePointLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
