import { and, count, eq, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { packageRecipes } from '@/db/schema/releases'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { CreateRecipe, EditRecipe, RecipeStep } from '../inputs'
import { requireEdit, requireRecipe, requireReleases, type RecipeRow } from '../queries/access'
import { requireSource } from '../queries/in-force'
import { mostRecipes } from '../rules/recipe'
import { announceChange, record } from './announce'

/** A new recipe. Errors: releases.tooManyRecipes, releases.partnerNotFound, releases.setNotFound and the like. */
export async function createRecipe(ctx: MemberCtx, input: CreateRecipe): Promise<{ recipeId: string }> {
  const access = await requireReleases(ctx, input.productId)
  requireEdit(access)
  const [found] = await ctx.db
    .select({ recipes: count() })
    .from(packageRecipes)
    .where(eq(packageRecipes.productId, input.productId))
  if ((found?.recipes ?? 0) >= mostRecipes)
    throw new DomainError('conflict', 'releases.tooManyRecipes', { most: mostRecipes })
  const recipe = {
    ...(await given(ctx, input.productId, input)),
    ...{ id: newId('packageRecipe'), orgId: access.orgId, productId: access.productId, createdBy: ctx.actor.userId },
  }
  await ctx.db.insert(packageRecipes).values(recipe)
  record(ctx, 'releases.createRecipe', recipe, { nameEn: recipe.name.en, nameZh: recipe.name.zh })
  announceChange(ctx, recipe, { recipeId: recipe.id })
  return { recipeId: recipe.id }
}

/** Changes what goes in from now on; packages that were made stay as they are. Errors: releases.recipeStale. */
export async function editRecipe(ctx: MemberCtx, input: EditRecipe): Promise<void> {
  const { recipe, access } = await requireRecipe(ctx, input.recipeId)
  requireEdit(access)
  const next = await given(ctx, recipe.productId, input)
  await write(ctx, recipe, input.version, next)
  record(ctx, 'releases.editRecipe', recipe, { nameEn: next.name.en, nameZh: next.name.zh })
  announceChange(ctx, recipe, { recipeId: recipe.id })
}

/** Puts a recipe aside, or back. */
export async function archiveRecipe(
  ctx: MemberCtx,
  { recipeId, version }: RecipeStep,
  archived: boolean,
): Promise<void> {
  const { recipe, access } = await requireRecipe(ctx, recipeId)
  requireEdit(access)
  await write(ctx, recipe, version, { archivedAt: archived ? ctx.now() : null })
  const action = archived ? 'releases.archiveRecipe' : 'releases.restoreRecipe'
  record(ctx, action, recipe, { nameEn: recipe.name.en, nameZh: recipe.name.zh })
  announceChange(ctx, recipe, { recipeId })
}

async function write(
  { db }: MemberCtx,
  { id, orgId }: RecipeRow,
  version: number,
  next: Partial<typeof packageRecipes.$inferInsert>,
): Promise<void> {
  const changed = await db
    .update(packageRecipes)
    .set({ ...next, version: sql`${packageRecipes.version} + 1` })
    .where(and(eq(packageRecipes.id, id), eq(packageRecipes.orgId, orgId), eq(packageRecipes.version, version)))
    .returning({ id: packageRecipes.id })
  if (changed.length === 0) throw new DomainError('conflict', 'releases.recipeStale')
}

/** What was typed, proven: the recipient works on the product, and what goes in belongs to it. */
async function given(ctx: MemberCtx, productId: string, input: Omit<CreateRecipe, 'productId'>) {
  const { name, kind, recipient, setId, parts, bomId, specId, watermark } = input
  if (recipient.to === 'partner') await requirePartner(ctx, productId, recipient.partnerOrgId)
  await requireSource(ctx, 'set', { productId, id: setId })
  if (bomId !== null) await requireSource(ctx, 'bom', { productId, id: bomId })
  if (specId !== null) await requireSource(ctx, 'spec', { productId, id: specId })
  if (parts.length === 0 && bomId === null && specId === null) throw new DomainError('invalid', 'releases.recipeEmpty')
  const to =
    recipient.to === 'partner'
      ? { partnerOrgId: recipient.partnerOrgId, recipientName: '', recipientContact: '' }
      : { partnerOrgId: null, recipientName: recipient.name, recipientContact: recipient.contact }
  return {
    ...to,
    ...{ kind, setId, bomId, specId, watermark },
    name: bilingualOf(ctx.actor.locale, name),
    parts: [...new Set(parts)],
  }
}

/** A partner that works on the product now; anybody else does not exist. */
export async function requirePartner({ db }: MemberCtx, productId: string, partnerOrgId: string): Promise<void> {
  const [party] = await db
    .select({ id: productParties.id })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
      ),
    )
  if (!party) throw new DomainError('notFound', 'releases.partnerNotFound')
}
