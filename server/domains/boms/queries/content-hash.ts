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
  const digests: Keyed[] = []
  const variants = await eachLine(ctx, revisionId, (key, text) => digests.push({ key, value: sha256(text) }))
  return sha256(contentOf(variants, digests))
}

/**
 * What that hash is over, for whoever reckons it again with other tools: `content` is the text itself, the variants and a
 * SHA-256 per line; `lines` are the texts of those, one a row in the same order. Whole in memory: for one revision at a time.
 */
export async function contentTexts(
  ctx: AnyCtx,
  revisionId: string,
): Promise<Readonly<{ content: string; lines: string }>> {
  const texts: Keyed[] = []
  const variants = await eachLine(ctx, revisionId, (key, value) => texts.push({ key, value }))
  const digests = texts.map(({ key, value }) => ({ key, value: sha256(value) }))
  return {
    content: contentOf(variants, digests),
    lines: byKey(texts)
      .map((text) => `${text}\n`)
      .join(''),
  }
}

type Keyed = Readonly<{ key: string; value: string }>
/** Where a line stands in the list is not what is built. */
const byKey = (lines: readonly Keyed[]): string[] =>
  lines.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ value }) => value)
const contentOf = (variants: string, digests: readonly Keyed[]): string => [variants, ...byKey(digests)].join('\n')

/** Tells every line as it is hashed, in the order of the file; answers with the variants as they are hashed. */
async function eachLine(
  ctx: AnyCtx,
  revisionId: string,
  tell: (key: string, text: string) => unknown,
): Promise<string> {
  const [revision] = await ctx.db
    .select({ productId: bomRevisions.productId, variants: bomRevisions.variants })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, revisionId)))
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  const { productId, variants } = revision
  for (let after = 0; ;) {
    const { rows } = await ctx.db.execute<LineState>(
      sql`${lineStates(revisionId, productId)} and l.position > ${after} order by l.position limit ${page}`,
    )
    const names = await refNames(
      ctx,
      productId,
      rows.map(({ id }) => id),
    )
    for (const line of rows) tell(line.key, canonicalJson(builtOf(line, names.get(line.id) ?? [])))
    const last = rows.at(-1)
    if (rows.length < page || !last) break
    after = last.position
  }
  return canonicalJson(builtVariants(variants))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
