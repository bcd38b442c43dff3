import {
  otherLanguage,
  settleText,
  translateText,
  type BilingualText,
  type TextEdit,
  type TextHand,
} from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { checkParity } from './parity'

/**
 * A text after an edit that may vouch for it. Vouching for two texts whose figures differ takes saying so (`differs`);
 * it is kept only where they do. Throws `language.figuresDiffer`, and `language.nothingToVerify` for a text with one side.
 */
export function vouchedText(before: BilingualText, edit: TextEdit, hand: TextHand): BilingualText {
  const { en, zh, verify } = edit
  if (!verify) return settleText(before, edit, hand)
  if (en.trim() === '' || zh.trim() === '') throw new DomainError('invalid', 'language.nothingToVerify')
  const { ok } = checkParity(en, zh)
  if (!ok && !edit.differs) throw new DomainError('conflict', 'language.figuresDiffer')
  return settleText(before, { ...edit, differs: !ok }, hand)
}

/** The counterpart of a text that is somebody else's words, and what the person who wrote it says of it. */
export type WrittenCounterpart = Readonly<{ text: string; verify: boolean; differs: boolean; machine: boolean }>

/**
 * A text after somebody of either side wrote its counterpart or vouches for it; the original stays. Throws as
 * `vouchedText`, and `language.machineCritical` where a machine's words would stand in a critical text unread.
 */
export function withCounterpart(
  before: BilingualText,
  { text, verify, differs, machine }: WrittenCounterpart,
  hand: TextHand,
  critical = false,
): BilingualText {
  const { en, zh, source } = before
  if (machine && critical && !verify) throw new DomainError('conflict', 'language.machineCritical')
  if (!verify) return translateText(before, text, hand, machine ? 'machine' : 'human')
  return vouchedText(before, { ...{ en, zh, source }, [otherLanguage(source)]: text, verify, differs }, hand)
}
