import type { Vertical } from '@/server/domains/products/rules'
import type { RequirementContent } from '../rules/requirement'

export type Template = Readonly<{
  requirements: readonly RequirementContent[]
  contract: Readonly<{ contractVersion: string; body: Readonly<Record<string, unknown>> }> | null
}>

/** What a specification of such a product usually says; to start from and delete. */
export async function templateFor(_vertical: Vertical, _subVertical: string): Promise<Template> {
  return { requirements: [], contract: null }
}
