export type TextIndex = Readonly<{ like: (text: string) => readonly string[] }>

/** A word that stands in so many texts tells nothing apart and is only counted, never searched by. */
const common = 400
const suggestions = 3
/** Share of the weight of the shorter text that both must have. */
const enough = 0.6

/** Words and numbers of a text, folded: `贴片电容 100nF/50V` → `贴片电容`, `100NF`, `50V`. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKC').toUpperCase().replaceAll('Ω', 'R').replaceAll('\u039c', 'U')
  return [...new Set(folded.match(/[A-Z0-9]+(?:[.±%][A-Z0-9%]+)*|[\u3400-\u9fff]+/g) ?? [])].filter(
    (word) => word.length > 1 || /\d/.test(word),
  )
}

/** Finds texts that share most of their words; rare words weigh more. Answers ids, the most similar first. */
export function textIndex(texts: readonly Readonly<{ id: string; text: string }>[]): TextIndex {
  const postings = new Map<string, number[]>()
  const words = texts.map(({ text }) => wordsOf(text))
  words.forEach((list, at) => {
    for (const word of list) {
      const known = postings.get(word)
      if (known) known.push(at)
      else postings.set(word, [at])
    }
  })
  const weight = (word: string) => Math.log(1 + (texts.length + 1) / (postings.get(word)?.length ?? 1))
  const totals = words.map((list) => list.reduce((sum, word) => sum + weight(word), 0))
  const answers = new Map<string, readonly string[]>()
  const find = (text: string): readonly string[] => {
    const asked = wordsOf(text)
    if (asked.length < 2) return []
    const total = asked.reduce((sum, word) => sum + weight(word), 0)
    const shared = new Map<number, { weight: number; words: number }>()
    for (const word of asked) {
      const at = postings.get(word)
      if (!at || at.length > common) continue
      for (const index of at) {
        const known = shared.get(index) ?? { weight: 0, words: 0 }
        shared.set(index, { weight: known.weight + weight(word), words: known.words + 1 })
      }
    }
    return [...shared]
      .filter(([, { words: count }]) => count > 1)
      .map(([index, both]) => ({ index, score: both.weight / Math.max(1e-9, Math.min(total, totals[index] ?? total)) }))
      .filter(({ score }) => score >= enough)
      .toSorted((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, suggestions)
      .flatMap(({ index }) => texts[index]?.id ?? [])
  }
  return {
    like: (text) => {
      const known = answers.get(text)
      if (known) return known
      const found = find(text)
      answers.set(text, found)
      return found
    },
  }
}
