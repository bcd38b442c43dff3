import { and, desc, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { packageRecipes, packages } from '@/db/schema/releases'
import type { MemberCtx } from '@/server/platform/context'
import { staleSources } from '../rules/sources'
import { packageShown, requireReleases } from './access'
import { releasesNow } from './in-force'

const most = 300

/** The recipes of a product, for the brand, and its packages, newest first: all of them, or those for the reader's side. */
export async function listPackages(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireReleases(ctx, productId)
  const rows = await ctx.db
    .select({
      ...{ id: packages.id, recipeId: packages.recipeId, number: packages.number, kind: packages.kind },
      ...{ recipient: packages.recipient, sources: packages.sources, state: packages.state },
      ...{ askedAt: packages.askedAt, issuedAt: packages.issuedAt, size: packages.blobSize },
    })
    .from(packages)
    .where(and(eq(packages.productId, productId), packageShown(ctx.actor)))
    .orderBy(desc(packages.askedAt), desc(packages.number))
    .limit(most)
  const now = await releasesNow(
    ctx,
    rows.map(({ sources }) => sources),
  )
  const shown = rows.map(({ sources, ...row }) => ({
    ...row,
    letters: [sources.set, sources.bom, sources.spec].flatMap((source) =>
      source === null ? [] : { number: source.number, name: source.name, letter: source.letter },
    ),
    superseded: staleSources(sources, now).length > 0,
  }))
  return {
    owner: access.owner,
    mayEdit: access.edit,
    packages: shown,
    recipes: access.owner ? await listRecipes(ctx, productId) : [],
  }
}
export type PackageSummary = Awaited<ReturnType<typeof listPackages>>['packages'][number]
export type RecipeView = Awaited<ReturnType<typeof listRecipes>>[number]

async function listRecipes({ db }: MemberCtx, productId: string) {
  const rows = await db
    .select({ recipe: packageRecipes, partner: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh } })
    .from(packageRecipes)
    .leftJoin(orgs, eq(orgs.id, packageRecipes.partnerOrgId))
    .where(eq(packageRecipes.productId, productId))
    .orderBy(packageRecipes.archivedAt, packageRecipes.createdAt, packageRecipes.id)
  return rows.map(({ recipe, partner }) => ({
    ...{ id: recipe.id, name: recipe.name, kind: recipe.kind, partnerOrgId: recipe.partnerOrgId, partner },
    ...{ recipientName: recipe.recipientName, recipientContact: recipe.recipientContact, setId: recipe.setId },
    ...{ parts: recipe.parts, bomId: recipe.bomId, specId: recipe.specId, watermark: recipe.watermark },
    ...{ archivedAt: recipe.archivedAt, version: recipe.version },
  }))
}
