import { detectLanguage, otherLanguage, type Language } from '@/server/kernel/bilingual'
import { longestPost, type PostText } from '@/server/domains/threads/rules'

/** What is being written: kept per subject until it is sent, so that nothing typed is lost. */
export type Draft = Readonly<{ en: string; zh: string; mentions: readonly { id: string; names: readonly string[] }[] }>
export const emptyDraft: Draft = { en: '', zh: '', mentions: [] }

export const isBlank = ({ en, zh }: Readonly<{ en: string; zh: string }>): boolean =>
  en.trim() === '' && zh.trim() === ''
/** Characters over the limit in the longer language; 0 when it fits. */
export const excess = ({ en, zh }: Readonly<{ en: string; zh: string }>): number =>
  Math.max(0, Math.max(en.length, zh.length) - longestPost)

const latinWords = /[A-Za-z]{2,}\s+[A-Za-z]{2,}/

/**
 * What was typed, as a post. People type Chinese into the field of an English portal and the other way round; one
 * language alone goes where it belongs. Part numbers are of no language and stay where they were typed.
 */
export function toPostText(typed: Readonly<{ en: string; zh: string }>, locale: Language): PostText {
  const other = otherLanguage(locale)
  const [own, counterpart] = [typed[locale].trim(), typed[other].trim()]
  if (own === '' || counterpart !== '') return { en: typed.en, zh: typed.zh, source: own === '' ? other : locale }
  const written = detectLanguage(own)
  const misplaced = written !== locale && (written === 'zh' || latinWords.test(own))
  const source = misplaced ? other : locale
  return { en: source === 'en' ? own : '', zh: source === 'zh' ? own : '', source }
}

/** The people still named in the text; taking a name out takes the mention back. */
export const mentionsIn = ({ en, zh, mentions }: Draft): string[] => {
  const text = `${en}\n${zh}`
  return [
    ...new Set(mentions.filter(({ names }) => names.some((name) => text.includes(`@${name}`))).map(({ id }) => id)),
  ]
}

/** What stands between the last `@` and the caret, while that can be the beginning of a name. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | null {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('@')
  if (start < 0) return null
  const previous = before.charAt(start - 1)
  // An address such as ann@example.com is no mention.
  if (/[A-Za-z0-9._-]/.test(previous)) return null
  const query = before.slice(start + 1)
  return /^[\p{L}\p{M}\p{N}.'’·-]*(?: [\p{L}\p{M}\p{N}.'’·-]*)?$/u.test(query) && query.length <= 40
    ? { start, query }
    : null
}

export type Piece = Readonly<{ text: string; mention: boolean }>
/** A text cut at the names of mentioned people, longest name first. */
export function cutMentions(text: string, names: readonly string[]): Piece[] {
  const wanted = [...new Set(names)].filter(Boolean).toSorted((a, b) => b.length - a.length)
  if (wanted.length === 0) return [{ text, mention: false }]
  const pattern = new RegExp(`@(?:${wanted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'g')
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), mention: false })
    pieces.push({ text: match[0], mention: true })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), mention: false })
  return pieces
}
