import { and, asc, eq, isNull } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { designSets } from '@/db/schema/designFiles'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { specs } from '@/db/schema/specs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { goesIn, packageParts } from '../rules/recipe'
import { requireReleases } from './access'
import { filesOf } from './in-force'

/**
 * What a recipe can be made of: partners, design sets with how many files of each part their release has, BOMs and
 * specifications. The brand's alone: it names all partners.
 */
export async function recipeChoices(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireReleases(ctx, productId)
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  const { db } = ctx
  const partners = await db
    .select({ id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(productParties)
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
      ),
    )
    .orderBy(asc(orgs.sortKey))
  const rows = await db
    .select({
      ...{ id: designSets.id, number: designSets.number, name: designSets.name },
      ...{ letter: designSets.releasedLetter, revisionId: designSets.releasedRevisionId },
    })
    .from(designSets)
    .where(and(eq(designSets.productId, productId), isNull(designSets.archivedAt)))
    .orderBy(asc(designSets.number))
  const sets = []
  for (const { revisionId, ...set } of rows) {
    const files = revisionId === null ? [] : await filesOf(ctx, revisionId)
    const counted = packageParts.map((part) => [part, files.filter((file) => goesIn(file, [part])).length] as const)
    sets.push({ ...set, files: Object.fromEntries(counted.filter(([, count]) => count > 0)) })
  }
  return {
    partners,
    sets,
    boms: await db
      .select({ id: boms.id, name: boms.name, letter: boms.releasedLetter })
      .from(boms)
      .where(and(eq(boms.productId, productId), isNull(boms.archivedAt)))
      .orderBy(asc(boms.createdAt)),
    specs: await db
      .select({ id: specs.id, number: specs.number, name: specs.name, letter: specs.releasedLetter })
      .from(specs)
      .where(and(eq(specs.productId, productId), isNull(specs.archivedAt)))
      .orderBy(asc(specs.number)),
  }
}
export type RecipeChoices = Awaited<ReturnType<typeof recipeChoices>>
