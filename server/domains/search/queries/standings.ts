import { eq, inArray } from 'drizzle-orm'
import { firmwareBuilds, firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages } from '@/db/schema/flashing'
import { goldenPackages } from '@/db/schema/releases'
import { flashPackageStanding } from '@/server/domains/flashing/lifecycle'
import { packageStandings } from '@/server/domains/releases/queries/package-standings'
import type { MemberCtx } from '@/server/platform/context'
import type { HitStanding, SearchKind } from '../rules/kinds'

type Found = Readonly<{ kind: SearchKind; subjectId: string }>
/** How something stands now; `digest`: its commit or SHA-256. */
export type Standing = Readonly<{ id: string; standing: HitStanding | null; digest?: string | null }>

/** How what was found stands, by id, as its own tables say; those that do not stand in any way are left out. */
export async function findStandings(ctx: MemberCtx, found: readonly Found[]): Promise<Map<string, Standing>> {
  const rows: Standing[] = []
  for (const [kind, read] of Object.entries(readers)) {
    const ids = found.filter((each) => each.kind === kind).map(({ subjectId }) => subjectId)
    if (ids.length > 0) rows.push(...(await read(ctx, ids)))
  }
  return new Map(rows.map((row) => [row.id, row]))
}

type Read = (ctx: MemberCtx, ids: string[]) => Promise<Standing[]>
const readers: Partial<Record<SearchKind, Read>> = {
  firmwareBuild: async ({ db }, ids) => {
    const { id, state, gitCommit: digest } = firmwareBuilds
    const rows = await db.select({ id, state, digest }).from(firmwareBuilds).where(inArray(id, ids))
    return rows.map(({ state: standing, ...row }) => ({ ...row, standing: standing === 'open' ? null : standing }))
  },
  flashPackage: async ({ db }, ids) => {
    const { id, state, promotionId } = flashPackages
    const rows = await db
      .select({ id, state, promotion: firmwarePromotions.state })
      .from(flashPackages)
      .innerJoin(firmwarePromotions, eq(firmwarePromotions.id, promotionId))
      .where(inArray(id, ids))
    return rows.map((row) => ({ id: row.id, standing: flashPackageStanding(row.state, row.promotion) }))
  },
  package: packageStandings,
  golden: async ({ db }, ids) => {
    const { id, state: standing, contentHash: digest } = goldenPackages
    return db.select({ id, standing, digest }).from(goldenPackages).where(inArray(id, ids))
  },
}
