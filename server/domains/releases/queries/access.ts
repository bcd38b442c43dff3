import { and, eq, inArray, or } from 'drizzle-orm'
import { productParties, products } from '@/db/schema/products'
import { packageRecipes, packages } from '@/db/schema/releases'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayMakePackages } from '../policy'

/** What the acting member may do with what is released of one product. */
export type ReleaseAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  owner: boolean
  edit: boolean
  archived: boolean
}>
export type RecipeRow = typeof packageRecipes.$inferSelect
export type PackageRow = typeof packages.$inferSelect

const party = { partyRole: productParties.role, productArchivedAt: products.archivedAt }
type Party = Readonly<{ partyRole: PartyRole; productArchivedAt: Date | null }>

/** The acting organisation works on the product. Joined into every look-up by id. */
const worksOn = ({ member }: MemberActor) =>
  and(eq(productParties.orgId, member.orgId), eq(productParties.state, 'active'))

/** The brand's, or an issued one that is for the acting partner. */
export const packageShown = ({ member }: MemberActor) =>
  or(
    eq(packages.orgId, member.orgId),
    and(eq(packages.partnerOrgId, member.orgId), inArray(packages.state, ['issued', 'withdrawn'])),
  )

function accessOf({ actor }: MemberCtx, of: Readonly<{ productId: string; orgId: string }>, row: Party): ReleaseAccess {
  const archived = row.productArchivedAt !== null
  const edit = !archived && mayMakePackages(actor.member.role, row.partyRole)
  return { productId: of.productId, orgId: of.orgId, owner: row.partyRole === 'owner', edit, archived }
}

/** Access to the packages of a product: every party has it, and a partner sees what is for it. */
export async function requireReleases(ctx: MemberCtx, productId: string): Promise<ReleaseAccess> {
  const found = await requireProduct(ctx, productId)
  return accessOf(ctx, found, { partyRole: found.role, productArchivedAt: found.archived ? new Date(0) : null })
}

/** A recipe, which is the brand's alone. */
export async function requireRecipe(ctx: MemberCtx, recipeId: string) {
  const [row] = await ctx.db
    .select({ recipe: packageRecipes, ...party })
    .from(packageRecipes)
    .innerJoin(products, eq(products.id, packageRecipes.productId))
    .innerJoin(productParties, eq(productParties.productId, packageRecipes.productId))
    .where(and(eq(packageRecipes.id, recipeId), eq(packageRecipes.orgId, ctx.actor.member.orgId), worksOn(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'releases.recipeNotFound')
  return { recipe: row.recipe, access: accessOf(ctx, row.recipe, row) }
}

/** A package, for the brand and for the partner it was issued to. */
export async function requirePackage(ctx: MemberCtx, packageId: string) {
  const [row] = await ctx.db
    .select({ package: packages, product: products.code, ...party })
    .from(packages)
    .innerJoin(products, eq(products.id, packages.productId))
    .innerJoin(productParties, eq(productParties.productId, packages.productId))
    .where(and(eq(packages.id, packageId), packageShown(ctx.actor), worksOn(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'releases.packageNotFound')
  return { package: row.package, product: row.product, access: accessOf(ctx, row.package, row) }
}

/** Refuses whoever may read packages and not make them; after the object is proven. */
export function requireEdit(access: ReleaseAccess): void {
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.edit) throw new DomainError('forbidden', 'releases.editNeeded')
}
