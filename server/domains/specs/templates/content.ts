import { bilingual, otherLanguage, type Language } from '@/server/kernel/bilingual'
import type { CloudContract } from '../contracts/contract'
import type { RequirementContent } from '../rules/requirement'
import type { Template, Texts } from './template'

/**
 * A template as the content of a new specification. The text in `source`, its governing language, binds; the other one
 * was written by a person too, so that nothing waits for translation.
 */
export function contentOf(
  { requirements, contract }: Template,
  source: Language,
): Readonly<{
  requirements: readonly RequirementContent[]
  contract: Readonly<{ contractVersion: string; body: CloudContract }>
}> {
  const written = (texts: Texts) => bilingual(source, texts[source], texts[otherLanguage(source)])
  return {
    requirements: requirements.map((requirement) => ({
      ...requirement,
      title: written(requirement.title),
      text: written(requirement.text),
      condition: written(requirement.condition),
      ownerId: null,
      links: [],
      attachmentIds: [],
    })),
    contract: {
      contractVersion: contract.version,
      body: {
        ...contract,
        channels: contract.channels.map((channel) => ({ ...channel, purpose: written(channel.purpose) })),
      },
    },
  }
}
