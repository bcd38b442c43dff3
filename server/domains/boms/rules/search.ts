/** Text as search compares it: width and case do not count, and one space stands for any. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const maxTerms = 8

/** The words of a search, folded; a line must contain all of them. */
export const searchTerms = (query: string): string[] =>
  [...new Set(foldText(query).split(' '))].filter(Boolean).slice(0, maxTerms)

/** A `like` pattern that finds the term anywhere and nothing else. */
export const containing = (term: string): string => `%${term.replace(/[\\%_]/g, '\\$&')}%`
