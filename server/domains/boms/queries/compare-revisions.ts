import type { MemberCtx } from '@/server/platform/context'
import type { CompareInput } from '../inputs'
import { diffRevisions } from './diff-revisions'

/** A window of what differs between two revisions, of some kinds of change or of all. */
export async function compareRevisions(ctx: MemberCtx, { before, after, groups, offset, limit }: CompareInput) {
  const { rows, ...diff } = await diffRevisions(ctx, { beforeId: before, afterId: after })
  const wanted = groups.length === 0 ? rows : rows.filter((row) => row.groups.some((group) => groups.includes(group)))
  return { ...diff, changed: rows.length, total: wanted.length, offset, rows: wanted.slice(offset, offset + limit) }
}
export type RevisionComparison = Awaited<ReturnType<typeof compareRevisions>>
