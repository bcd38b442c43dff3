import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { compareLines, type BomDiff } from '../rules/compare'
import type { LineState } from '../rules/line-state'
import { requireRevision, type RevisionRow } from './access'
import { differingLines, refNames } from './line-states'

export type RevisionLabel = Readonly<
  Pick<RevisionRow, 'id' | 'number' | 'letter' | 'state' | 'lineCount' | 'contentHash'>
>
export type RevisionDiff = BomDiff &
  Readonly<{ bomId: string; productId: string; before: RevisionLabel; after: RevisionLabel; unchanged: number }>

const label = ({ id, number, letter, state, lineCount, contentHash }: RevisionRow): RevisionLabel => ({
  id,
  number,
  letter,
  state,
  lineCount,
  contentHash,
})

/**
 * What differs between two revisions of one BOM, cell by cell. Prices are compared only for readers who may see them.
 * Errors: boms.revisionNotFound, also for revisions of two BOMs.
 */
export async function diffRevisions(
  ctx: MemberCtx,
  { beforeId, afterId }: Readonly<{ beforeId: string; afterId: string }>,
): Promise<RevisionDiff> {
  const [older, newer] = [await requireRevision(ctx, beforeId), await requireRevision(ctx, afterId)]
  if (older.revision.bomId !== newer.revision.bomId) throw new DomainError('notFound', 'boms.revisionNotFound')
  const { productId, prices } = newer.access
  const found = await differingLines(ctx, productId, beforeId, afterId)
  const visible = prices ? (lines: LineState[]) => lines : withoutPrice
  const [before, after] = [visible(found.before), visible(found.after)]
  const names = await refNames(ctx, productId, changedRefs(before, after))
  const diff = compareLines(before, after, ({ id }) => names.get(id) ?? [])
  const changed = diff.rows.filter(({ kind }) => kind === 'changed').length
  return {
    bomId: newer.revision.bomId,
    productId,
    before: label(older.revision),
    after: label(newer.revision),
    ...diff,
    unchanged: newer.revision.lineCount - diff.counts.added - changed,
  }
}

const withoutPrice = (lines: LineState[]): LineState[] =>
  lines.map((line) => ({ ...line, unitPriceMicros: null, unitPriceCurrency: null }))

/** Lines whose single references are needed: they came, went, or name others now. */
function changedRefs(before: readonly LineState[], after: readonly LineState[]): string[] {
  const old = new Map(before.map((line) => [line.key, line]))
  const now = new Map(after.map((line) => [line.key, line]))
  return [...before, ...after]
    .filter(({ key, refs }) => refs !== '' && old.get(key)?.refs !== now.get(key)?.refs)
    .map(({ id }) => id)
}
