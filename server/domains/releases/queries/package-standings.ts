import { and, inArray } from 'drizzle-orm'
import { packages } from '@/db/schema/releases'
import type { MemberCtx } from '@/server/platform/context'
import { staleSources } from '../rules/sources'
import { packageShown } from './access'
import { releasesNow } from './in-force'

/** How packages stand for the reader: an issued one whose sources were overtaken is superseded. */
export async function packageStandings(ctx: MemberCtx, ids: readonly string[]) {
  const rows = await ctx.db
    .select({ id: packages.id, state: packages.state, sources: packages.sources })
    .from(packages)
    .where(and(inArray(packages.id, [...ids]), packageShown(ctx.actor)))
  const now = await releasesNow(
    ctx,
    rows.map(({ sources }) => sources),
  )
  return rows.map(({ id, state, sources }) => ({
    id,
    standing: state === 'issued' && staleSources(sources, now).length > 0 ? ('superseded' as const) : state,
  }))
}
