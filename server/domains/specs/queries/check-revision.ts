import type { MemberCtx } from '@/server/platform/context'
import { checkRequirements, type Check } from '../rules/checks'
import { figuresAgree, knowsUnit } from '../rules/figures'
import { requireSpecRevision } from './access'
import { readRequirements } from './requirements'

/** Everything that blocks or deserves a look in a revision, in the order of the document, with how many were checked. */
export async function checkRevision(ctx: MemberCtx, revisionId: string): Promise<{ checks: Check[]; count: number }> {
  const { revision } = await requireSpecRevision(ctx, revisionId)
  const list = await readRequirements(ctx, revision.id)
  return { checks: checkRequirements(list, { knowsUnit, figuresAgree }), count: list.length }
}
