import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { bomCosts } from '@/db/schema/boms'
import { orgs } from '@/db/schema/orgs'
import { manufacturerParts, parts } from '@/db/schema/parts'
import { productParties } from '@/db/schema/products'
import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import type { MemberCtx } from '@/server/platform/context'
import { asSystem } from '@/server/platform/context'
import {
  checkLine,
  checkWhole,
  clashes,
  type CheckedLine,
  type CheckWith,
  type Finding,
  type PartFacts,
} from '../rules/release-checks'
import type { LineState } from '../rules/line-state'
import type { RevisionRow } from './access'
import { lineStates } from './line-states'

const dayMs = 86_400_000

/**
 * Everything held against releasing a revision, in the order of its lines. The caller has proven that the reader belongs
 * to the brand, or that both sides agreed on the change that releases it.
 */
export const findingsOf = (ctx: MemberCtx, revision: RevisionRow): Promise<Finding[]> =>
  // Past row-level security: what blocks a release does not depend on which side carries out the change.
  asSystem(ctx, async () => {
    const { rows: lines } = await ctx.db.execute<CheckedLine>(
      sql`select s.*, x.ref_count as "refCount", x.flags, x.waivers
        from (${lineStates(revision.id, revision.productId)}) s join bom_lines x on x.id = s.id order by s.position`,
    )
    const given: CheckWith = {
      partOf: await partFacts(ctx, revision.orgId, lines),
      duplicates: await duplicates(ctx, revision),
      chinese: await readInChinese(ctx, revision),
      costAge: await costAge(ctx, revision),
    }
    return [...checkWhole(lines.length, given), ...lines.flatMap((line) => checkLine(line, given))]
  })

/** What the library says of each line's part: the entry it means, or the one that lists its manufacturer part. */
async function partFacts(
  { db }: MemberCtx,
  orgId: string,
  lines: readonly LineState[],
): Promise<(line: LineState) => PartFacts | null> {
  const keys = [
    ...new Set(lines.flatMap(({ mpn, manufacturer }) => (mpn === '' ? [] : [manufacturerPartKey(mpn, manufacturer)]))),
  ]
  const ids = [...new Set(lines.flatMap(({ partId }) => partId ?? []))]
  const makers = await db
    .select({
      partId: manufacturerParts.partId,
      key: manufacturerParts.key,
      status: manufacturerParts.status,
      lifecycle: manufacturerParts.lifecycle,
      lastTimeBuy: manufacturerParts.lastTimeBuy,
    })
    .from(manufacturerParts)
    .where(
      and(
        eq(manufacturerParts.orgId, orgId),
        sql`(${manufacturerParts.partId} = any(${sql.param(ids)}::text[]) or ${manufacturerParts.key} = any(${sql.param(keys)}::text[]))`,
      ),
    )
  const entries = await db
    .select({ id: parts.id, lifecycle: parts.lifecycle, lastTimeBuy: parts.lastTimeBuy })
    .from(parts)
    .where(
      and(eq(parts.orgId, orgId), inArray(parts.id, [...new Set([...ids, ...makers.map(({ partId }) => partId)])])),
    )
  const byKey = new Map(makers.map((maker) => [maker.key, maker]))
  const approved = new Map<string, string[]>()
  for (const { partId, key, status } of makers)
    if (status === 'approved') approved.set(partId, [...(approved.get(partId) ?? []), key])
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return ({ partId, mpn, manufacturer }) => {
    const own = mpn === '' ? undefined : byKey.get(manufacturerPartKey(mpn, manufacturer))
    const entry = byId.get(partId ?? own?.partId ?? '')
    if (!entry && !own) return null
    // What the maker says of exactly this part counts before what stands on the entry.
    const says = own !== undefined && own.lifecycle !== 'unknown' ? own : (entry ?? own)
    return {
      lifecycle: says?.lifecycle ?? 'unknown',
      lastTimeBuy: says?.lastTimeBuy ?? null,
      approved: (entry && approved.get(entry.id)) ?? [],
    }
  }
}

async function duplicates({ db }: MemberCtx, revision: RevisionRow) {
  const { rows } = await db.execute<{ together: { lineId: string; ref: string; notFitted: string[] }[] }>(sql`
    select json_agg(json_build_object('lineId', l.id, 'ref', r.ref, 'notFitted', l.not_fitted)) as together
    from bom_line_refs r join bom_lines l on l.id = r.line_id
    where r.revision_id = ${revision.id} and not r.dnp and not l.dnp and not l.exclude_from_bom
    group by r.ref, l.parent_position having count(distinct l.id) > 1`)
  return clashes(
    rows.map(({ together }) => together),
    revision.variants.map(({ code }) => code),
  )
}

/** Somebody in China builds from it. */
async function readInChinese({ db }: MemberCtx, revision: RevisionRow): Promise<boolean> {
  const [found] = await db
    .select({ id: orgs.id })
    .from(productParties)
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        eq(productParties.productId, revision.productId),
        eq(productParties.state, 'active'),
        ne(productParties.role, 'owner'),
        sql`'boms' = any(${productParties.grants})`,
        inArray(orgs.country, ['CN', 'HK', 'MO']),
      ),
    )
    .limit(1)
  return found !== undefined
}

async function costAge({ db, now }: MemberCtx, revision: RevisionRow): Promise<number | null> {
  const [last] = await db
    .select({ at: bomCosts.createdAt })
    .from(bomCosts)
    .where(and(eq(bomCosts.revisionId, revision.id), eq(bomCosts.byOrgId, revision.orgId)))
    .orderBy(desc(bomCosts.createdAt))
    .limit(1)
  return last ? Math.floor((now().getTime() - last.at.getTime()) / dayMs) : null
}
