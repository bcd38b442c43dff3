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
 * SHA-256 in hex over what is built by a revision: its variants, and its lines in the order of their keys. Read in pages by
 * position, of which only a digest per line is kept. Says nothing about who may ask. Throws `boms.revisionNotFound`.
 */
export async function contentHash(ctx: AnyCtx, revisionId: string): Promise<string> {
  const [revision] = await ctx.db
    .select({ productId: bomRevisions.productId, variants: bomRevisions.variants })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, revisionId)))
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  const { productId, variants } = revision
  const digests: { key: string; digest: string }[] = []
  for (let after = 0; ;) {
    const { rows } = await ctx.db.execute<LineState>(
      sql`${lineStates(revisionId, productId)} and l.position > ${after} order by l.position limit ${page}`,
    )
    const names = await refNames(
      ctx,
      productId,
      rows.map(({ id }) => id),
    )
    for (const line of rows)
      digests.push({ key: line.key, digest: sha256(canonicalJson(builtOf(line, names.get(line.id) ?? []))) })
    const last = rows.at(-1)
    if (rows.length < page || !last) break
    after = last.position
  }
  // Where a line stands in the list is not what is built.
  const lines = digests.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ digest }) => digest)
  return sha256([canonicalJson(builtVariants(variants)), ...lines].join('\n'))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
