import { sortable } from '@/server/domains/people/rules/names'

type Names = Readonly<{ legalNameEn: string; legalNameZh: string }>

/** One order for both languages: the Chinese name in pinyin where there is one, else the English name. */
export const orgSortKey = ({ legalNameEn, legalNameZh }: Names): string =>
  sortable(legalNameZh) || sortable(legalNameEn)

/** First letters of words or syllables: `深圳市` → `szs`. */
const initials = (words: string): string =>
  words
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')

/**
 * Whether what was typed names an organisation: part of either name, the pinyin of the Chinese one with or without
 * spaces, or its initials. Every word typed has to be found.
 */
export function matchesOrg(org: Names & Readonly<{ city: string; about?: string }>, typed: string): boolean {
  const pinyin = sortable(org.legalNameZh)
  const city = sortable(org.city)
  const places = [
    sortable(org.legalNameEn),
    org.legalNameZh.toLowerCase(),
    pinyin,
    pinyin.replaceAll(' ', ''),
    initials(pinyin),
    org.city.toLowerCase(),
    city,
    city.replaceAll(' ', ''),
    (org.about ?? '').toLowerCase(),
  ]
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return words.every((word) => places.some((place) => place.includes(word) || place.includes(sortable(word))))
}
