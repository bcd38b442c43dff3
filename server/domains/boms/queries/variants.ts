import type { MemberCtx } from '@/server/platform/context'
import { requireRevision } from './access'

/**
 * The variants of a revision, each with the lines and placements it is built with; the whole of the lines that are fitted
 * in some variant besides.
 */
export async function listVariants(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { revision, access } = await requireRevision(ctx, revisionId)
  const { rows } = await ctx.db.$client.query<{ codes: string[]; lines: number; placements: number }>(
    `select not_fitted as codes, count(*)::int as lines, coalesce(sum(ref_count), 0)::int as placements from bom_lines
     where revision_id = $1 and product_id = $2 and not dnp and not exclude_from_bom group by not_fitted`,
    [revisionId, access.productId],
  )
  return {
    version: revision.version,
    editable: access.write && revision.state === 'draft',
    /** Lines that some variant is built without. */
    varying: rows.reduce((sum, { codes, lines }) => sum + (codes.length > 0 ? lines : 0), 0),
    variants: revision.variants.map(({ code, name }) => {
      const fitted = rows.filter(({ codes }) => !codes.includes(code))
      return {
        code,
        name,
        lines: fitted.reduce((sum, { lines }) => sum + lines, 0),
        placements: fitted.reduce((sum, { placements }) => sum + placements, 0),
      }
    }),
  }
}
