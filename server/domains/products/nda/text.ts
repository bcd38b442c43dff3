/**
 * The click-through undertaking a manufacturer accepts before it is shown anything: non-use, non-disclosure,
 * non-circumvention, under the law of the place where it would have to be enforced. The words of every version stay in
 * `locales/<language>/products.json` under `nda.<version>` for good; `nda.test.ts` holds each version to its words.
 */
export const ndaClauses = {
  v1: [
    'information',
    'use',
    'disclosure',
    'circumvention',
    'ownership',
    'return',
    'term',
    'breach',
    'law',
    'acceptance',
  ],
} as const
export type NdaVersion = keyof typeof ndaClauses
export const currentNda: NdaVersion = 'v1'
export const isNdaVersion = (text: string): text is NdaVersion => Object.hasOwn(ndaClauses, text)

/** A legal person as it is named in the text: the Chinese name first, it is the one that binds in China. */
export type NdaParty = Readonly<{ legalNameEn: string; legalNameZh: string; uscc: string | null }>
export function ndaPartyName({ legalNameEn, legalNameZh, uscc }: NdaParty): string {
  const names = [legalNameZh, legalNameEn].filter((name) => name !== '').join(' / ')
  return uscc === null ? names : `${names} (${uscc})`
}

export type NdaClause = (typeof ndaClauses)[NdaVersion][number]
type ClauseKey = `products:nda.${NdaVersion}.${NdaClause}.${'title' | 'body'}`
type Key = `products:nda.${NdaVersion}.${'title' | 'intro'}` | ClauseKey
/** Says a key of the locales in the language of the text. */
export type NdaVoice = (key: Key, names: { brand: string; manufacturer: string }) => string

/** The whole text, paragraphs parted by blank lines: what is shown, hashed, kept and printed. */
export function composeNda(version: NdaVersion, names: { brand: string; manufacturer: string }, say: NdaVoice): string {
  const clauses = ndaClauses[version].map(
    (clause, index) =>
      `${index + 1}. ${say(`products:nda.${version}.${clause}.title`, names)}\n${say(`products:nda.${version}.${clause}.body`, names)}`,
  )
  return [say(`products:nda.${version}.title`, names), say(`products:nda.${version}.intro`, names), ...clauses].join(
    '\n\n',
  )
}
