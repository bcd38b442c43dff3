import { and, eq, or, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages } from '@/db/schema/flashing'
import { productParties, products } from '@/db/schema/products'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { flashPackageStanding } from '../lifecycle'
import { mayIssue, mayReport, maySetAside } from '../policy'

/** What the acting member may do with the flashing of one product. */
export type FlashingAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  owner: boolean
  issue: boolean
  setAside: boolean
  report: boolean
}>

/** Access to the flashing of a product; FORBIDDEN for a partner that was not shown firmware. */
export async function requireFlashing(ctx: MemberCtx, productId: string): Promise<FlashingAccess> {
  const { role, orgId, archived } = await requireProduct(ctx, productId, 'firmware')
  return accessOf(ctx, { productId, orgId, archived }, role)
}

type Product = Readonly<{ productId: string; orgId: string; archived: boolean }>

/** What the roles of a member and of their organisation allow; of an archived product nothing is issued or set aside. */
function accessOf({ actor }: MemberCtx, { productId, orgId, archived }: Product, role: PartyRole): FlashingAccess {
  const { role: member } = actor.member
  return {
    ...{ productId, orgId, owner: role === 'owner', report: mayReport(member) },
    ...{ issue: !archived && mayIssue(member, role), setAside: !archived && maySetAside(member, role) },
  }
}

/** The brand's, or one for the acting factory while it is shown firmware. Asked beside a row of the parties. */
export const flashPackageShown = ({ member }: MemberActor) =>
  or(
    eq(productParties.role, 'owner'),
    and(eq(flashPackages.partnerOrgId, member.orgId), sql`'firmware' = any(${productParties.grants})`),
  )

/** A package with the build it is of. A factory sees its own; NOT_FOUND for everybody else's. */
export async function requirePackage(ctx: MemberCtx, packageId: string) {
  const { orgId } = ctx.actor.member
  const [row] = await ctx.db
    .select({
      found: flashPackages,
      line: { id: firmwareLines.id, number: firmwareLines.number, name: firmwareLines.name },
      build: { id: firmwareBuilds.id, version: firmwareBuilds.version, gitCommit: firmwareBuilds.gitCommit },
      promotion: {
        ...{ channel: firmwarePromotions.channel, boardRevision: firmwarePromotions.boardRevision },
        ...{ state: firmwarePromotions.state, endedAt: firmwarePromotions.endedAt },
      },
      product: { code: products.code, archivedAt: products.archivedAt },
      partyRole: productParties.role,
    })
    .from(flashPackages)
    .innerJoin(firmwareLines, eq(firmwareLines.id, flashPackages.lineId))
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, flashPackages.buildId))
    .innerJoin(firmwarePromotions, eq(firmwarePromotions.id, flashPackages.promotionId))
    .innerJoin(products, eq(products.id, flashPackages.productId))
    .innerJoin(productParties, eq(productParties.productId, flashPackages.productId))
    .where(
      and(
        eq(flashPackages.id, packageId),
        eq(productParties.orgId, orgId),
        eq(productParties.state, 'active'),
        flashPackageShown(ctx.actor),
      ),
    )
  if (!row) throw new DomainError('notFound', 'flashing.packageNotFound')
  const { found, partyRole, product, promotion } = row
  const { productId, orgId: brandId } = found
  const access = accessOf(ctx, { productId, orgId: brandId, archived: product.archivedAt !== null }, partyRole)
  const standing = flashPackageStanding(found.state, promotion.state)
  return { ...row, access, standing, endedAt: earlier(found.withdrawnAt, promotion.endedAt) }
}
/** A package that was taken back after its build was replaced had ended before. */
const earlier = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? (a ?? b) : a < b ? a : b)

export type RequiredPackage = Awaited<ReturnType<typeof requirePackage>>

/** Refuses whoever may read a package and not issue or take back one; after it is proven. */
export function requireIssue(access: FlashingAccess): void {
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (!access.issue) throw new DomainError('forbidden', 'flashing.issueNeeded')
}
/** Refuses whoever may see devices that are held back and not set them aside. */
export function requireSetAside(access: FlashingAccess): void {
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (!access.setAside) throw new DomainError('forbidden', 'flashing.setAsideNeeded')
}
/** Refuses whoever does not answer for a line. */
export function requireReport(access: FlashingAccess): void {
  if (!access.report) throw new DomainError('forbidden', 'flashing.reportNeeded')
}
