import { and, eq, isNotNull, or } from 'drizzle-orm'
import { productParties, products } from '@/db/schema/products'
import { goldenPackages } from '@/db/schema/releases'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { maySignForBrand, maySignForFactory } from '../policy'

/** What the acting member may do with the golden packages of one product. */
export type GoldenAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  owner: boolean
  /** Puts together, proposes, takes back: the brand alone. */
  edit: boolean
  sign: boolean
  archived: boolean
}>
export type GoldenRow = typeof goldenPackages.$inferSelect

/** The brand's, or one that was proposed to the acting factory. */
export const goldenShown = ({ member }: MemberActor) =>
  or(
    eq(goldenPackages.orgId, member.orgId),
    and(eq(goldenPackages.partnerOrgId, member.orgId), isNotNull(goldenPackages.proposedAt)),
  )

/** Access to the golden packages of a product: every party has it, and a factory sees its own. */
export async function requireGoldens(ctx: MemberCtx, productId: string): Promise<GoldenAccess> {
  const { orgId, role, archived } = await requireProduct(ctx, productId)
  const member = ctx.actor.member.role
  const edit = !archived && maySignForBrand(member, role)
  const sign = edit || (!archived && maySignForFactory(member, role))
  return { productId, orgId, owner: role === 'owner', edit, sign, archived }
}

/** A golden package for the two it is between. `hold` keeps it until the transaction ends: steps follow each other. */
export async function requireGolden(ctx: MemberCtx, goldenId: string, hold: 'hold' | 'look' = 'look') {
  const [row] = await ctx.db
    .select({ golden: goldenPackages, product: products.code })
    .from(goldenPackages)
    .innerJoin(products, eq(products.id, goldenPackages.productId))
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, goldenPackages.productId),
        eq(productParties.orgId, ctx.actor.member.orgId),
        eq(productParties.state, 'active'),
      ),
    )
    .where(and(eq(goldenPackages.id, goldenId), goldenShown(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'releases.goldenNotFound')
  const access = await requireGoldens(ctx, row.golden.productId)
  if (hold === 'look') return { golden: row.golden, product: row.product, access }
  // Holding asks row-level security as writing does, and a factory, whose signature it awaits, writes none of it.
  const [held] = await asSystem(ctx, () =>
    ctx.db.select().from(goldenPackages).where(eq(goldenPackages.id, goldenId)).for('update'),
  )
  if (!held) throw new DomainError('notFound', 'releases.goldenNotFound')
  return { golden: held, product: row.product, access }
}

/** Refuses whoever does not put golden packages together; after the object is proven. */
export function requireGoldenEdit({ owner, archived, edit }: GoldenAccess): void {
  if (!owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (archived) throw new DomainError('conflict', 'products.archived')
  if (!edit) throw new DomainError('forbidden', 'releases.signNeeded')
}

export function requireGoldenSign({ archived, sign }: GoldenAccess): void {
  if (archived) throw new DomainError('conflict', 'products.archived')
  if (!sign) throw new DomainError('forbidden', 'releases.signNeeded')
}
