import { bigramsOf, likeness } from '@/server/domains/language/rules/bigrams'

type Words = Readonly<{ en: string; zh: string }>
export type EqWords = Readonly<{ title: Words; proposal: Words }>
const languages = ['en', 'zh'] as const
const whole = ({ title, proposal }: EqWords, language: keyof Words) => `${title[language]} ${proposal[language]}`

/** What a query is found by, in both languages. */
export const eqGrams = (eq: EqWords): string[] => bigramsOf(languages.map((language) => whole(eq, language)).join(' '))

/**
 * What tells matters apart: words of Latin text, part numbers among them, and pairs of characters of Chinese text. Words
 * of three letters or fewer are mostly grammar; with a figure in them they are references and sizes.
 */
const termsOf = (text: string): string[] => {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}.-]+/gu) ?? []
  const telling = words.filter((word) => word.length > 3 || /\p{N}/u.test(word))
  return [...new Set([...telling, ...bigramsOf(text.replace(/[^\p{Script=Han}]+/gu, ' '))])]
}

/** Pairs of letters forgive spelling, terms tell apart what merely uses the same letters: it takes both. */
const alike = (a: string, b: string): number =>
  Math.sqrt(likeness(bigramsOf(a), bigramsOf(b)) * likeness(termsOf(a), termsOf(b)))

/**
 * How much a query being written is like an earlier one, 0 to 1: the better of their titles and of all their words, in
 * the language where they agree most.
 */
export const eqLikeness = (typed: EqWords, earlier: EqWords): number =>
  Math.max(
    ...languages.flatMap((language) => [
      alike(typed.title[language], earlier.title[language]),
      alike(whole(typed, language), whole(earlier, language)),
    ]),
  )

/** Below this, two queries share letters rather than a matter. */
export const likeEnough = 0.25
