import { settleText, type BilingualText, type TextEdit, type TextHand } from '@/server/kernel/bilingual'
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
