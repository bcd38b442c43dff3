/**
 * Pairs of neighbouring characters, for finding text in either language without a dictionary: Chinese has no spaces
 * between words, and two characters are most of its words. Latin text is folded to lower case, full-width forms to
 * ASCII; punctuation and spaces separate. A word of one character stands for itself.
 */
export function bigramsOf(text: string): string[] {
  const found = new Set<string>()
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    const characters = [...new Intl.Segmenter('und').segment(word)].map(({ segment }) => segment)
    if (characters.length === 1) found.add(word)
    for (let at = 0; at + 1 < characters.length; at++) found.add(`${characters[at]}${characters[at + 1]}`)
  }
  return [...found]
}

/** How much two sets of pairs have in common, 0 to 1 (Sørensen–Dice). */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const other = new Set(b)
  return (2 * a.filter((gram) => other.has(gram)).length) / (a.length + b.length)
}
