import { sortable } from '@/server/domains/people/rules/names'

type Named = Readonly<{ displayNameEn: string; displayNameZh: string; honorific: string }>

/** Under which words a person is found beside their names: pinyin in one word, either order, and initials (`wl`). */
export function personWords({ displayNameEn, displayNameZh, honorific }: Named): string {
  const spelled = sortable(displayNameZh, true).split(' ')
  const english = sortable(displayNameEn).split(' ')
  const [family = '', ...given] = spelled
  const forms = [...spelled.map((_, index) => spelled.slice(index)), [...given, family], english, english.toReversed()]
  const words = forms.flatMap((syllables) => [
    syllables.join(''),
    syllables.map((syllable) => syllable.charAt(0)).join(''),
  ])
  return [...new Set([...spelled, ...words, honorific])].filter(Boolean).join(' ')
}
