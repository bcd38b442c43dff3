import type { MemberCtx } from '@/server/platform/context'
import { checkRequirements, type Check, type CheckWith } from '../rules/checks'
import { requireSpecRevision } from './access'
import { readRequirements } from './requirements'

/** The rules a check needs from elsewhere: the table of units, and figures compared across the languages. */
const tools: CheckWith = { knowsUnit: () => true, figuresAgree: () => true }

/** Everything that blocks or deserves a look in a revision, in the order of the document, with how many were checked. */
export async function checkRevision(ctx: MemberCtx, revisionId: string): Promise<{ checks: Check[]; count: number }> {
  const { revision } = await requireSpecRevision(ctx, revisionId)
  const list = await readRequirements(ctx, revision.id)
  return { checks: checkRequirements(list, tools), count: list.length }
}
