const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const squeeze = (text: string): string => fold(text).replace(/[\s'’-]+/gu, '')

/**
 * Whether what was typed means this term: a part of either word or of the note, the pinyin with or without tones and
 * spaces (`hanpan`), or its initials (`hp`). Nothing typed means every term.
 */
export function matchesTerm(
  typed: string,
  term: Readonly<{ en: string; zh: string; pinyin: string; note: string }>,
): boolean {
  const query = squeeze(typed.normalize('NFKC'))
  if (query === '') return true
  if ([term.en, term.zh, term.note].some((text) => squeeze(text).includes(query))) return true
  const syllables = fold(term.pinyin).split(/\s+/)
  // From the start of a syllable, so that `an` does not find every `han`.
  const spelled = syllables.some((_, at) => squeeze(syllables.slice(at).join('')).startsWith(query))
  return (
    spelled ||
    syllables
      .map((syllable) => syllable.charAt(0))
      .join('')
      .startsWith(query)
  )
}
