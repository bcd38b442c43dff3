import { pinyin } from 'pinyin-pro'

type Named = Readonly<{ displayNameEn: string; displayNameZh: string; honorific: string; sortKey: string }>

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const squeeze = (text: string) => fold(text).replace(/[\s.·・'-]+/gu, '')

/**
 * Whether what was typed after `@` means this person: the start of any word of their names, of the name in pinyin
 * (`wangx`), of its initials (`wxm`) or of how colleagues call them (王工). Nothing typed means everybody.
 */
export function matchesPerson(typed: string, person: Named): boolean {
  const query = squeeze(typed)
  if (query === '') return true
  const names = [person.displayNameEn, person.displayNameZh, person.honorific, person.sortKey]
  const spelled = pinyin(person.displayNameZh, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const words = names.flatMap((name) => fold(name).split(/[\s,，·]+/u))
  const forms = [
    ...names.map(squeeze),
    ...words.map(squeeze),
    squeeze(spelled.join('')),
    fold(spelled.map((syllable) => syllable.charAt(0)).join('')),
    fold(person.displayNameEn)
      .split(/\s+/u)
      .map((word) => word.charAt(0))
      .join(''),
  ]
  // A Chinese given name is asked for without the family name before it.
  const inside = /\p{Script=Han}/u.test(query) && squeeze(`${person.displayNameZh} ${person.honorific}`).includes(query)
  return inside || forms.some((form) => form.startsWith(query))
}
