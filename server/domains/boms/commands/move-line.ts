import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { MoveLine } from '../inputs'
import { labelOf } from '../rules/line-state'
import { moveLine as moved } from '../rules/outline'
import {
  countLines,
  dropOrders,
  flagDuplicates,
  noteEdit,
  readLines,
  readOutline,
  requireDraft,
  writeOutline,
} from './draft'

/** Moves a line of a draft, with everything below it, before, behind or under another one. Errors: boms.underItself. */
export async function moveLine(ctx: MemberCtx, { revisionId, lineId, place }: MoveLine): Promise<void> {
  const draft = await requireDraft(ctx, revisionId)
  const found = (await readLines(ctx, draft, [lineId, ...(place.target === null ? [] : [place.target])])).get(lineId)
  const outline = moved(await readOutline(ctx, draft), lineId, place)
  if (!outline || !found) throw new DomainError('conflict', 'boms.underItself')
  await writeOutline(ctx, draft, outline)
  await flagDuplicates(
    ctx,
    draft,
    found.editable.references.map(({ ref }) => ref),
  )
  await dropOrders(ctx, draft, 'all')
  await countLines(ctx, draft, {})
  await noteEdit(ctx, draft, 'boms.moveLine', { line: labelOf(found.line) })
}
