import type { MemberCtx } from '@/server/platform/context'
import { checkRequirements, type Check } from '../rules/checks'
import { figuresAgree, knowsUnit } from '../rules/figures'
import { requireSpecRevision } from './access'
import { compareWithReleased, type ContractStanding } from './contracts'
import { readRequirements } from './requirements'

export type RevisionChecks = Readonly<{
  /** In the order of the document. */
  checks: readonly Check[]
  /** Requirements looked at. */
  count: number
  /** How the cloud contract compares with the one in force; null without one. */
  contract: ContractStanding | null
}>

/** Everything that blocks a revision or deserves a look. */
export async function checkRevision(ctx: MemberCtx, revisionId: string): Promise<RevisionChecks> {
  const { revision, spec } = await requireSpecRevision(ctx, revisionId)
  const list = await readRequirements(ctx, revision.id)
  return {
    checks: checkRequirements(list, { knowsUnit, figuresAgree }),
    count: list.length,
    contract: await compareWithReleased(ctx, spec, revision),
  }
}
