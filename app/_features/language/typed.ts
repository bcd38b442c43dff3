import { otherLanguage, type BilingualText, type Language } from '@/server/kernel/bilingual'
import type { TypedText } from './types'

/** Both sides as they are stored. */
export const plain = ({ en, zh, source }: BilingualText): TypedText => ({ en, zh, source })

/** Spaces at the ends are never stored. */
export const sameText = (a: TypedText, b: TypedText): boolean =>
  a.en.trim() === b.en.trim() && a.zh.trim() === b.zh.trim() && a.source === b.source

/** The side that binds: an original that was emptied leaves its place to the other side. */
export function bindingSide(typed: TypedText): Language {
  const other = otherLanguage(typed.source)
  return typed[typed.source].trim() === '' && typed[other].trim() !== '' ? other : typed.source
}

/** Who would sign it matters to the server alone. */
export const nobody = { userId: '', at: new Date(0) }
