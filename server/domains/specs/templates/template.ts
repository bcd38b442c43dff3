import type { Vertical } from '@/server/domains/products/rules'
import type { Language } from '@/server/kernel/bilingual'
import type { CloudContract } from '../contracts/contract'
import type { RequirementContent } from '../rules/requirement'

/** Both texts, written by people who work in that language. */
export type Texts = Readonly<Record<Language, string>>

/** A requirement to start from: all that can be said before there is a product. */
export type TemplateRequirement = Readonly<
  Pick<RequirementContent, 'section' | 'kind' | 'values' | 'verification' | 'critical'> & {
    title: Texts
    text: Texts
    condition: Texts
  }
>

/** What a specification begins with. The figures are usual ones of the trade: a team keeps, changes or deletes them. */
export type Template = Readonly<{
  vertical: Vertical
  /** In the order of the sections. */
  requirements: readonly TemplateRequirement[]
  contract: CloudContract
}>
