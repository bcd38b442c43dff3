import { and, eq, sql } from 'drizzle-orm'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import type { MemberCtx } from '@/server/platform/context'
import type { BaseLines } from '../reading/reader'
import { revisionName } from '@/server/kernel/revision-number'
import { knownLinesSql } from '../storing/known-lines'

/** The newest revision of a BOM in the state it is compared in. */
export type BaseRevision = Readonly<{
  revisionId: string
  version: number
  /** Versions of its lines, added up: linking a part or settling an alternate makes another state of it too. */
  lineVersions: number
  /** As people call it. */
  number: string
  state: typeof bomRevisions.$inferSelect.state
  variants: typeof bomRevisions.$inferSelect.variants
  sha256: string | null
  /** The engineering change the revision is the draft of. */
  changeId: string | null
}>

/** The revision a file becomes the next one of; null for a BOM of its own. The caller has checked who asks. */
export async function findBase(
  { db }: MemberCtx,
  { bomId, orgId, productId }: Readonly<{ bomId: string | null; orgId: string; productId: string }>,
): Promise<BaseRevision | null> {
  if (bomId === null) return null
  const [found] = await db
    .select({
      revisionId: bomRevisions.id,
      version: bomRevisions.version,
      lineVersions: sql<number>`(select coalesce(sum(${bomLines.version}), 0)::int from ${bomLines}
        where ${bomLines.revisionId} = ${bomRevisions.id})`,
      changeId: bomRevisions.changeId,
      number: bomRevisions.number,
      letter: bomRevisions.letter,
      state: bomRevisions.state,
      variants: bomRevisions.variants,
      source: bomRevisions.source,
    })
    .from(boms)
    .innerJoin(bomRevisions, eq(bomRevisions.id, boms.currentRevisionId))
    .where(and(eq(boms.id, bomId), eq(boms.orgId, orgId), eq(boms.productId, productId)))
  if (!found) return null
  const { source, letter, number, ...base } = found
  return { ...base, number: revisionName({ letter, number }), sha256: source?.sha256 ?? null }
}

/** Names a state of a revision: another one is read again. */
export const baseKey = ({
  revisionId,
  version,
  lineVersions,
}: Pick<BaseRevision, 'revisionId' | 'version' | 'lineVersions'>): string => `${revisionId} ${version} ${lineVersions}`

/** The lines of a revision as texts the reader takes apart. */
export async function loadBaseLines({ db }: MemberCtx, revisionId: string, productId: string): Promise<string[]> {
  const { rows } = await db.$client.query<{ lines: string }>(knownLinesSql, [revisionId, productId])
  return rows.map(({ lines }) => lines)
}

/** The same for the reader to ask for within this transaction, where it does not know them yet. */
export const baseLines = (ctx: MemberCtx, base: BaseRevision, productId: string): BaseLines => ({
  key: baseKey(base),
  load: () => loadBaseLines(ctx, base.revisionId, productId),
})
