import { languages, type Language } from '@/server/kernel/bilingual'
import { fold, runsOf } from './grams'

type Found = Readonly<{
  code: string
  title: Readonly<Record<Language, string>>
  /** How many of the needles stand in code or title. */
  titled: number
  updatedAt: Date
}>

/** Words of a text with one space between, so that punctuation does not part a phrase. */
const phrase = (text: string): string =>
  runsOf(fold(text).text)
    .map((run) => run.text)
    .join(' ')

/** How well a document answers: its code, the phrase in its title, its beginning, then words of the title. */
function scoreOf(found: Found, query: string, needles: number): number {
  const asked = phrase(query)
  const titles = languages.map((language) => phrase(found.title[language]))
  const code = phrase(found.code)
  return (
    (code !== '' && code.replaceAll(/[^\p{L}\p{N}]/gu, '') === asked.replaceAll(/[^\p{L}\p{N}]/gu, '') ? 64 : 0) +
    (titles.includes(asked) ? 32 : 0) +
    (titles.some((title) => title.includes(asked)) ? 16 : 0) +
    (code.startsWith(asked) || titles.some((title) => title.startsWith(asked)) ? 8 : 0) +
    (4 * found.titled) / Math.max(needles, 1)
  )
}

/** Best first; among equals the one that changed last. */
export function ranked<T extends Found>(documents: readonly T[], query: string, needles: number): T[] {
  return documents
    .map((document) => ({ document, score: scoreOf(document, query, needles) }))
    .toSorted((a, b) => b.score - a.score || b.document.updatedAt.getTime() - a.document.updatedAt.getTime())
    .map(({ document }) => document)
}
