import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { designFiles, designRevisions, designSets } from '@/db/schema/designFiles'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { productParties } from '@/db/schema/products'
import { specAcknowledgements, specReviews, specRevisions, specs } from '@/db/schema/specs'
import { readLineFacts } from '@/server/domains/firmware/queries/line-facts'
import { filesWithoutSignature } from '@/server/domains/firmware/queries/signatures'
import { doubtsAbout } from '@/server/domains/firmware/rules/promotion'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import type { GoldenCandidates } from '../rules/golden-candidates'
import type { GoldenRelease } from '../rules/golden-parts'

type Between = Readonly<{ productId: string; partnerOrgId: string }>

/**
 * What is in force of a product, and what of it a factory knows. Past row-level security and scoped by the product: asked for
 * both sides of a golden package whose access is proven. What a factory may not see is never answered from here.
 */
export const goldenCandidates = (ctx: AnyCtx, between: Between): Promise<GoldenCandidates> =>
  asSystem(ctx, async () => {
    const designs = await releasedDesigns(ctx, between)
    return {
      specs: await releasedSpecs(ctx, between),
      boms: await releasedBoms(ctx, between),
      designs,
      lines: await firmwareInProduction(ctx, between),
      ...(await loneFiles(ctx, designs)),
      agreed: await agreedSpecs(ctx, between),
      shared: await sharedWith(ctx, between),
    }
  })

type Row = Readonly<{
  thing: Readonly<{ id: string; name: GoldenRelease['name'] }>
  revision: Readonly<{ id: string; letter: string | null; contentHash: string | null }>
}>
const releaseOf = ({ thing, revision }: Row, number: string): GoldenRelease => ({
  ...{ id: thing.id, number, name: thing.name, revisionId: revision.id },
  ...{ letter: revision.letter ?? '', hash: revision.contentHash ?? '' },
})

async function releasedSpecs({ db }: AnyCtx, { productId }: Between): Promise<GoldenRelease[]> {
  const rows = await db
    .select({ thing: specs, revision: specRevisions })
    .from(specs)
    .innerJoin(specRevisions, eq(specRevisions.id, specs.releasedRevisionId))
    .where(and(eq(specs.productId, productId), isNull(specs.archivedAt), eq(specRevisions.state, 'released')))
    .orderBy(asc(specs.number))
  return rows.map((row) => releaseOf(row, row.thing.number))
}

async function releasedBoms({ db }: AnyCtx, { productId }: Between) {
  const rows = await db
    .select({ thing: boms, revision: bomRevisions })
    .from(boms)
    .innerJoin(bomRevisions, eq(bomRevisions.id, boms.releasedRevisionId))
    .where(and(eq(boms.productId, productId), isNull(boms.archivedAt)))
    .orderBy(asc(boms.createdAt))
  return rows.map((row) => ({ ...releaseOf(row, ''), variants: row.revision.variants.map(({ code }) => code) }))
}

async function releasedDesigns({ db }: AnyCtx, { productId }: Between) {
  const rows = await db
    .select({ thing: designSets, revision: designRevisions })
    .from(designSets)
    .innerJoin(designRevisions, eq(designRevisions.id, designSets.releasedRevisionId))
    .where(and(eq(designSets.productId, productId), isNull(designSets.archivedAt)))
    .orderBy(asc(designSets.number))
  return rows.map((row) => releaseOf(row, row.thing.number))
}

/** Test plans and packaging artwork of released sets. */
async function loneFiles({ db }: AnyCtx, designs: readonly GoldenRelease[]) {
  if (designs.length === 0) return { testPlans: [], artwork: [] }
  const rows = await db
    .select()
    .from(designFiles)
    .where(
      and(
        inArray(
          designFiles.revisionId,
          designs.map(({ revisionId }) => revisionId),
        ),
        inArray(designFiles.kind, ['testPlan', 'artwork']),
        isNull(designFiles.removedAt),
      ),
    )
    .orderBy(asc(designFiles.name))
  const of = (kind: 'testPlan' | 'artwork') =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ id, revisionId, name, sha256, size }) => {
        const design = designs.find((each) => each.revisionId === revisionId)
        return { fileId: id, set: design?.number ?? '', letter: design?.letter ?? '', name, hash: sha256, size }
      })
  return { testPlans: of('testPlan'), artwork: of('artwork') }
}

/** What each line has in production; without what no key in use signed, which nobody flashes any more. */
async function firmwareInProduction(ctx: AnyCtx, { productId }: Between): Promise<GoldenCandidates['lines']> {
  const lines = await ctx.db
    .select()
    .from(firmwareLines)
    .where(and(eq(firmwareLines.productId, productId), isNull(firmwareLines.archivedAt)))
    .orderBy(asc(firmwareLines.number))
  const inForce = await ctx.db
    .select({
      ...{ lineId: firmwarePromotions.lineId, board: firmwarePromotions.boardRevision },
      ...{ buildId: firmwareBuilds.id, version: firmwareBuilds.version, hash: firmwareBuilds.contentHash },
      compatibility: firmwareBuilds.compatibility,
    })
    .from(firmwarePromotions)
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, firmwarePromotions.buildId))
    .where(
      and(
        eq(firmwarePromotions.productId, productId),
        eq(firmwarePromotions.channel, 'production'),
        eq(firmwarePromotions.state, 'approved'),
      ),
    )
    .orderBy(asc(firmwarePromotions.boardRevision))
  const found: GoldenCandidates['lines'][number][] = []
  for (const line of lines) {
    const { id, number, name, boardSetId, bomId } = line
    const own = inForce.filter(({ lineId }) => lineId === id)
    const around = own.length > 0 ? await readLineFacts(ctx, line) : { bom: null, contract: null }
    const production: GoldenCandidates['lines'][number]['production'][number][] = []
    for (const { board, buildId, version, hash, compatibility } of own) {
      if ((await filesWithoutSignature(ctx, buildId)).length > 0) continue
      const doubts = doubtsAbout(compatibility, around).map(({ code }) => code)
      production.push({ board, buildId, version, hash, variants: compatibility.variants, doubts })
    }
    found.push({ lineId: id, number, name, boardSetId, bomId, production })
  }
  return found
}

async function agreedSpecs({ db }: AnyCtx, { productId, partnerOrgId }: Between): Promise<string[]> {
  const signed = await db
    .select({ revisionId: specReviews.revisionId })
    .from(specReviews)
    .where(and(eq(specReviews.productId, productId), eq(specReviews.partnerOrgId, partnerOrgId)))
  const noted = await db
    .select({ revisionId: specAcknowledgements.revisionId })
    .from(specAcknowledgements)
    .where(
      and(
        eq(specAcknowledgements.productId, productId),
        eq(specAcknowledgements.partnerOrgId, partnerOrgId),
        eq(specAcknowledgements.state, 'acknowledged'),
      ),
    )
  return [...signed, ...noted].map(({ revisionId }) => revisionId)
}

async function sharedWith({ db }: AnyCtx, { productId, partnerOrgId }: Between): Promise<GoldenCandidates['shared']> {
  const [party] = await db
    .select({ grants: productParties.grants })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.state, 'active'),
      ),
    )
  return (party?.grants ?? []).flatMap((grant) => (grant === 'prices' ? [] : [grant]))
}
