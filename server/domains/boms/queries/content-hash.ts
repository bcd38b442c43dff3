import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { DomainError } from '@/server/kernel/errors'
import type { AnyCtx } from '@/server/platform/context'
import { builtOf, builtVariants } from '../rules/content'
import type { LineState } from '../rules/line-state'
import { lineStates, refNames } from './line-states'

const page = 2_000

/**
 * SHA-256 in hex over what is built by a revision: its lines by key and its variants. Read in pages, so that 50,000 lines
 * need no more memory than two thousand. Says nothing about who may ask. Throws `boms.revisionNotFound`.
 */
export async function contentHash(ctx: AnyCtx, revisionId: string): Promise<string> {
  const [revision] = await ctx.db
    .select({ productId: bomRevisions.productId, variants: bomRevisions.variants })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, revisionId)))
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  const { productId, variants } = revision
  const hash = createHash('sha256').update(canonicalJson(builtVariants(variants)))
  let after = ''
  for (;;) {
    const { rows } = await ctx.db.execute<LineState>(
      sql`${lineStates(revisionId, productId)} and l.key collate "C" > ${after} order by l.key collate "C" limit ${page}`,
    )
    const names = await refNames(
      ctx,
      productId,
      rows.map(({ id }) => id),
    )
    for (const line of rows) hash.update('\n').update(canonicalJson(builtOf(line, names.get(line.id) ?? [])))
    const last = rows.at(-1)
    if (rows.length < page || !last) return hash.digest('hex')
    after = last.key
  }
}
