/** How deep brackets nest in a text, strings left out. One pass, so that a parser never meets a tower of them. */
export function nestingOf(text: string, quotes: string): number {
  let [depth, deepest, quote] = [0, 0, '']
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote || character === '\n') quote = ''
    } else if (quotes.includes(character)) quote = character
    else if ('{[(<'.includes(character)) deepest = Math.max(deepest, ++depth)
    else if ('}])>'.includes(character)) depth = Math.max(0, depth - 1)
  }
  return deepest
}
