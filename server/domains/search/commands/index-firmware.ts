import { and, eq, ne } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages } from '@/db/schema/flashing'
import { isShown } from '@/server/domains/firmware/queries/access'
import type { AnyCtx } from '@/server/platform/context'
import { everywhere, nothing, storeDocuments, wordsOf, type SearchDocument } from './store-documents'

/** A line of firmware and its builds. One whose files still come may be forgotten again, and is not found. */
export async function indexFirmwareLine(ctx: AnyCtx, lineId: string): Promise<void> {
  const [line] = await ctx.db.select().from(firmwareLines).where(eq(firmwareLines.id, lineId))
  if (!line) return storeDocuments(ctx, lineId, [])
  const { orgId, productId, number } = line
  const common = { ...everywhere, orgId, productId, requiredGrant: 'firmware', title: wordsOf(line.name) } as const
  const builds = await ctx.db
    .select()
    .from(firmwareBuilds)
    .where(and(eq(firmwareBuilds.lineId, lineId), ne(firmwareBuilds.state, 'open')))
  const promoted = await ctx.db
    .selectDistinct({ id: firmwarePromotions.buildId })
    .from(firmwarePromotions)
    .where(and(eq(firmwarePromotions.lineId, lineId), isShown))
  const shown = new Set(promoted.map(({ id }) => id))
  await storeDocuments(ctx, lineId, [
    {
      ...common,
      ...{ kind: 'firmwareLine', subjectId: lineId, code: number, body: nothing, words: '' },
      updatedAt: line.updatedAt,
    },
    ...builds.map((build): SearchDocument => ({
      ...common,
      ...{
        kind: 'firmwareBuild',
        subjectId: build.id,
        code: build.version,
        reach: shown.has(build.id) ? 'all' : 'own',
      },
      body: { en: number, zh: number },
      // Tags of a repository are written so.
      words: `v${build.version}`,
      digest: build.gitCommit,
      updatedAt: build.registeredAt ?? build.createdAt,
    })),
  ])
}

/** What one factory is given to flash, between the brand and it. */
export async function indexFlashPackage(ctx: AnyCtx, packageId: string): Promise<void> {
  const rows = await ctx.db
    .select({ found: flashPackages, line: firmwareLines.number, version: firmwareBuilds.version })
    .from(flashPackages)
    .innerJoin(firmwareLines, eq(firmwareLines.id, flashPackages.lineId))
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, flashPackages.buildId))
    .where(eq(flashPackages.id, packageId))
  const documents = rows.map(({ found, line, version }): SearchDocument => {
    const { id, orgId, productId, partnerOrgId, number, issuedAt } = found
    // By its number, which stays, and not by the name of its line.
    const of = `${line} ${version}`
    return {
      ...{ kind: 'flashPackage', subjectId: id, orgId, productId, reach: 'pair', partnerOrgId },
      ...{ requiredGrant: 'firmware', code: number, title: { en: of, zh: of }, body: nothing, words: '' },
      updatedAt: issuedAt,
    }
  })
  await storeDocuments(ctx, packageId, documents)
}
