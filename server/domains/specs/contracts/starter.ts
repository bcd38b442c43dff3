import { bilingual, otherLanguage, reviseText, type BilingualText, type Language } from '@/server/kernel/bilingual'
import type { CloudContract } from './contract'

/** The contract with every purpose written in one language: the one that governs the specification. */
export const governedBy = (language: Language, contract: CloudContract): CloudContract =>
  withPurposes(contract, ({ purpose }) => bilingual(language, purpose[language], purpose[otherLanguage(language)]))

/**
 * The contract as its author hands it over, each purpose with the trust it deserves against the one that stood in its
 * channel before: what the author says of a translation is not taken on trust.
 */
export function revisePurposes(before: CloudContract | null, contract: CloudContract): CloudContract {
  const stood = new Map(before?.channels.map(({ id, purpose }) => [id, purpose]))
  return withPurposes(contract, ({ id, purpose: typed }) => {
    const was = stood.get(id)
    return was
      ? reviseText(was, typed)
      : bilingual(typed.source, typed[typed.source], typed[otherLanguage(typed.source)])
  })
}

const withPurposes = (
  contract: CloudContract,
  purpose: (channel: CloudContract['channels'][number]) => BilingualText,
): CloudContract => ({
  ...contract,
  channels: contract.channels.map((channel) => ({ ...channel, purpose: purpose(channel) })),
})
