import { eq } from 'drizzle-orm'
import { designSets } from '@/db/schema/designFiles'
import { goldenPackages, packageRecipes, packages } from '@/db/schema/releases'
import type { AnyCtx } from '@/server/platform/context'
import { everywhere, nothing, storeDocuments, wordsOf, type SearchDocument } from './store-documents'

export async function indexDesignSet(ctx: AnyCtx, setId: string): Promise<void> {
  const rows = await ctx.db.select().from(designSets).where(eq(designSets.id, setId))
  const documents = rows.map(({ id, orgId, productId, number, name, updatedAt }): SearchDocument => ({
    ...{ ...everywhere, kind: 'designSet', subjectId: id, orgId, productId, requiredGrant: 'files' },
    ...{ code: number, title: wordsOf(name), body: nothing, words: '', updatedAt },
  }))
  await storeDocuments(ctx, setId, documents)
}

/**
 * A package, once for the brand and once for the partner it was issued to: what the brand calls its recipe and the
 * recipient is the brand's alone.
 */
export async function indexPackage(ctx: AnyCtx, packageId: string): Promise<void> {
  const [row] = await ctx.db
    .select({ found: packages, recipe: packageRecipes.name })
    .from(packages)
    .innerJoin(packageRecipes, eq(packageRecipes.id, packages.recipeId))
    .where(eq(packages.id, packageId))
  if (!row) return storeDocuments(ctx, packageId, [])
  const { orgId, productId, partnerOrgId, number, recipient, sources, state, askedAt } = row.found
  const common = {
    kind: 'package' as const,
    ...{ subjectId: packageId, productId, requiredGrant: null, code: number, words: '', updatedAt: askedAt },
  }
  const brands: SearchDocument = {
    ...{ ...common, orgId, reach: 'own', partnerOrgId: null },
    ...{ title: wordsOf(row.recipe), body: { en: recipient.nameEn, zh: recipient.nameZh } },
  }
  if (partnerOrgId === null || (state !== 'issued' && state !== 'withdrawn'))
    return storeDocuments(ctx, packageId, [brands])
  const inside = sources.set ?? sources.bom ?? sources.spec
  await storeDocuments(ctx, packageId, [
    brands,
    {
      ...{ ...common, orgId: partnerOrgId, reach: 'pair', partnerOrgId },
      ...{ title: inside ? wordsOf(inside.name) : nothing, body: nothing },
    },
  ])
}

/** A golden package: the brand's while it is put together, between it and the factory from then on. */
export async function indexGolden(ctx: AnyCtx, goldenId: string): Promise<void> {
  const rows = await ctx.db.select().from(goldenPackages).where(eq(goldenPackages.id, goldenId))
  const documents = rows.map((golden): SearchDocument => ({
    ...{ kind: 'golden', subjectId: golden.id, orgId: golden.orgId, productId: golden.productId },
    ...{ reach: golden.proposedAt === null ? 'own' : 'pair', partnerOrgId: golden.partnerOrgId, requiredGrant: null },
    ...{ code: golden.number, title: nothing, body: nothing, words: '', digest: golden.contentHash },
    updatedAt: golden.createdAt,
  }))
  await storeDocuments(ctx, goldenId, documents)
}

/** The packages that were made by a recipe, whose name they are found by. */
export async function packagesOfRecipe({ db }: AnyCtx, recipeId: string): Promise<string[]> {
  const rows = await db.select({ id: packages.id }).from(packages).where(eq(packages.recipeId, recipeId))
  return rows.map(({ id }) => id)
}
