import type { MemberCtx } from '@/server/platform/context'
import type { ApplySheet } from '../inputs'
import { requireDraft } from '../queries/access'
import { readRequirements } from '../queries/requirements'
import { arranged } from '../rules/ordering'
import { addRequirements, editRequirement, moveRequirements } from './edit-requirements'
import { takeOut } from './remove-requirements'

/**
 * Does what was accepted of a spreadsheet or a pasted table, all of it or nothing: edits and removals against the
 * versions that were compared, additions each behind the row it stood behind, and the order of the rows.
 */
export async function applySheet(
  ctx: MemberCtx,
  input: ApplySheet,
): Promise<{ added: number; edited: number; removed: number }> {
  const { revisionId, edits, additions, removals, order } = input
  const draft = await requireDraft(ctx, revisionId)
  for (const { requirementId, version, content } of edits)
    await editRequirement(ctx, { revisionId, requirementId, version, content })
  const behind = new Map<string | null, string[]>()
  if (additions.length > 0) {
    const { requirementIds } = await addRequirements(ctx, {
      revisionId,
      before: null,
      requirements: additions.map(({ content }) => content),
    })
    additions.forEach(({ after }, index) => {
      const id = requirementIds[index]
      if (id !== undefined) behind.set(after, [...(behind.get(after) ?? []), id])
    })
  }
  if (removals.length > 0) {
    const judged = new Map(removals.map(({ requirementId, version }) => [requirementId, version]))
    await takeOut(ctx, draft, [...judged.keys()], judged)
  }
  if (additions.length > 0 || order !== null) {
    const current = (await readRequirements(ctx, revisionId)).map(({ id }) => id)
    const requirementIds = arranged(current, order, behind)
    await moveRequirements(ctx, { revisionId, requirementIds, before: null })
  }
  return { added: additions.length, edited: edits.length, removed: removals.length }
}
