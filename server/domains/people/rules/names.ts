import { pinyin } from 'pinyin-pro'

/** A name in both orders. Any part may be empty; nothing is split on spaces and nobody needs a Latin name. */
export type Names = Readonly<{
  familyNameZh: string
  givenNameZh: string
  familyNameEn: string
  givenNameEn: string
}>

export const hasName = (names: Names): boolean =>
  [names.familyNameZh, names.givenNameZh, names.familyNameEn, names.givenNameEn].some((part) => part.trim() !== '')

const han = /\p{Script=Han}/u
const latin = (text: string, surname: boolean): string =>
  pinyin(text, { toneType: 'none', type: 'array', surname: surname ? 'all' : 'off', v: false }).join('')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** Chinese text in pinyin as one capitalised word (`晓明` → `Xiaoming`), anything else as it stands. */
const romanized = (text: string, surname: boolean): string => (han.test(text) ? capital(latin(text, surname)) : text)
const joined = (...parts: string[]): string => parts.filter(Boolean).join(' ')

/**
 * How a person is shown. Chinese: family name first, unspaced. English: given name first where there is an English one
 * (`Leo Li`), family name first where the name is pinyin throughout (`Wang Xiaoming`). Each language falls back to the
 * other, both to what stands before the @ of the address.
 */
export function displayNames(given: Names, email: string): { displayNameEn: string; displayNameZh: string } {
  const names = trimmed(given)
  const familyEn = names.familyNameEn || romanized(names.familyNameZh, true)
  const en =
    names.givenNameEn !== ''
      ? joined(names.givenNameEn, familyEn)
      : joined(familyEn, romanized(names.givenNameZh, false))
  const chinese = names.familyNameZh + names.givenNameZh
  const zh = han.test(chinese) ? chinese : joined(names.familyNameZh, names.givenNameZh)
  const local = email.split('@', 1)[0] ?? email
  return { displayNameEn: en || zh || local, displayNameZh: zh || en || local }
}

/** One order for both languages: family name, then given name, in pinyin or Latin without accents, lower case. */
export function personSortKey(given: Names, email: string): string {
  const names = trimmed(given)
  const family = names.familyNameZh !== '' ? names.familyNameZh : names.familyNameEn
  const first = names.givenNameZh !== '' ? names.givenNameZh : names.givenNameEn
  return joined(sortable(family, true), sortable(first, false)) || sortable(email, false)
}

/** Text in the order of pinyin and Latin: accents gone, lower case, Chinese as pinyin syllables. */
export function sortable(text: string, surname = false): string {
  const spelled = han.test(text)
    ? pinyin(text, {
        toneType: 'none',
        type: 'array',
        surname: surname ? 'all' : 'off',
        nonZh: 'consecutive',
        v: false,
      }).join(' ')
    : text
  return spelled.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}

function trimmed(names: Names): Names {
  const { familyNameZh, givenNameZh, familyNameEn, givenNameEn } = names
  return {
    familyNameZh: familyNameZh.trim(),
    givenNameZh: givenNameZh.trim(),
    familyNameEn: familyNameEn.trim(),
    givenNameEn: givenNameEn.trim(),
  }
}
