import { vouchedText } from '@/server/domains/language/rules/vouch'
import {
  bilingual,
  otherLanguage,
  reviseText,
  type BilingualText,
  type Language,
  type TextHand,
} from '@/server/kernel/bilingual'
import type { CloudContract } from './contract'

/** The contract with every purpose written in one language: the one that governs the specification. */
export const governedBy = (language: Language, contract: CloudContract): CloudContract =>
  withPurposes(contract, ({ purpose }) => bilingual(language, purpose[language], purpose[otherLanguage(language)]))

/** What an author says of the purpose of a channel. */
export type SaidOfPurpose = Readonly<{ channel: string; verify?: boolean; differs?: boolean; machine?: boolean }>

/**
 * The contract as its author hands it over, each purpose with the trust it deserves against the one that stood before:
 * what the contract says of a translation is not taken on trust, what its author says now is checked.
 */
export function revisePurposes(
  before: CloudContract | null,
  contract: CloudContract,
  said: readonly SaidOfPurpose[],
  hand: TextHand,
): CloudContract {
  const stood = before?.channels ?? []
  return withPurposes(contract, ({ id, purpose: { en, zh, source } }) => {
    const typed = { en, zh, source }
    const claims = said.find(({ channel }) => channel === id)
    const was = stood.find((channel) => channel.id === id)?.purpose ?? copiedFrom(stood, typed)
    // Texts of a template or a file are nobody's here until somebody says something of them.
    if (!was && !claims) return reviseText(bilingual(source, ''), typed)
    const { verify, differs, machine } = claims ?? {}
    return vouchedText(was ?? bilingual(source, ''), { ...typed, verify, differs, machine }, hand)
  })
}

/** A channel that was renamed or duplicated brings its translation along, and how far that can be trusted. */
const copiedFrom = (
  stood: CloudContract['channels'],
  { source, ...typed }: Pick<BilingualText, 'en' | 'zh' | 'source'>,
): BilingualText | undefined => {
  const other = otherLanguage(source)
  const same = stood.filter(({ purpose }) => purpose.source === source && purpose[other] === typed[other])
  if (typed[other] === '') return undefined
  return (same.find(({ purpose }) => purpose[source] === typed[source]) ?? same[0])?.purpose
}

const withPurposes = (
  contract: CloudContract,
  purpose: (channel: CloudContract['channels'][number]) => BilingualText,
): CloudContract => ({
  ...contract,
  channels: contract.channels.map((channel) => ({ ...channel, purpose: purpose(channel) })),
})
