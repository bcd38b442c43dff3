import { inArray } from 'drizzle-orm'
import { cloudContracts } from '@/db/schema/specs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { diffRequirements } from '../rules/diff'
import { requireSpecRevision } from './access'
import { readRequirements } from './requirements'

/** What differs between two revisions of one specification, in either order. Errors: specs.revisionNotFound. */
export async function diffRevisions(ctx: MemberCtx, { before, after }: Readonly<{ before: string; after: string }>) {
  const [older, newer] = [await requireSpecRevision(ctx, before), await requireSpecRevision(ctx, after)]
  if (older.spec.id !== newer.spec.id) throw new DomainError('notFound', 'specs.revisionNotFound')
  const diff = diffRequirements(await readRequirements(ctx, before), await readRequirements(ctx, after))
  const contracts = await ctx.db
    .select({
      revisionId: cloudContracts.revisionId,
      contractVersion: cloudContracts.contractVersion,
      body: cloudContracts.body,
    })
    .from(cloudContracts)
    .where(inArray(cloudContracts.revisionId, [before, after]))
  const contractOf = (id: string) => contracts.find(({ revisionId }) => revisionId === id) ?? null
  const [from, to] = [contractOf(before), contractOf(after)]
  const label = ({ revision: { id, number, letter, state } }: typeof older) => ({ id, number, letter, state })
  return {
    before: label(older),
    after: label(newer),
    ...diff,
    contract: {
      from: from?.contractVersion ?? null,
      to: to?.contractVersion ?? null,
      changed: canonicalJson(from?.body ?? null) !== canonicalJson(to?.body ?? null),
    },
  }
}
export type RevisionDiff = Awaited<ReturnType<typeof diffRevisions>>
