import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { changes } from '@/db/schema/changes'
import { productParties, products } from '@/db/schema/products'
import { requireProduct } from '@/server/domains/products/queries'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { Grant } from '@/server/domains/products/rules'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayLead, mayReadCosts, mayVerify, mayWriteChanges } from '../policy'

export type ChangeRow = typeof changes.$inferSelect

/** What the acting member may do with the changes of one product. */
export type ChangeAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  side: SigningSide
  /** Raises, describes, assesses. */
  write: boolean
  /** Speaks for its side where a plan binds it. */
  lead: boolean
  verify: boolean
  /** Reads money; `brandCosts` also that of the brand's own BOM. */
  costs: boolean
  brandCosts: boolean
  archived: boolean
}>

const party = {
  role: productParties.role,
  grants: productParties.grants,
  archived: sql<boolean>`${products.archivedAt} is not null`,
}
type PartyRow = Readonly<{ role: PartyRole; grants: readonly Grant[]; archived: boolean }>

function accessOf(
  { actor }: MemberCtx,
  of: Readonly<{ productId: string; orgId: string }>,
  row: PartyRow,
): ChangeAccess {
  const { role: member } = actor.member
  const side = row.role === 'owner' ? 'brand' : 'partner'
  const costs = mayReadCosts(member)
  return {
    productId: of.productId,
    orgId: of.orgId,
    side,
    write: !row.archived && mayWriteChanges(member),
    lead: !row.archived && mayLead(member, side),
    verify: !row.archived && mayVerify(member),
    costs,
    brandCosts: costs && (side === 'brand' || row.grants.includes('prices')),
    archived: row.archived,
  }
}

/** Access to the changes of a product; FORBIDDEN for a partner that was not shown its BOMs. */
export async function requireChanges(ctx: MemberCtx, productId: string): Promise<ChangeAccess> {
  const found = await requireProduct(ctx, productId, 'boms')
  return accessOf(ctx, found, found)
}

/** Changes the acting organisation is party to: the brand all of its products', a factory its own. */
export const partyTo = ({ member }: MemberActor): SQL | undefined =>
  or(eq(changes.orgId, member.orgId), eq(changes.partnerOrgId, member.orgId))

/**
 * A change; NOT_FOUND for another factory. `lock` holds it until the transaction ends, so that edits, approvals and steps
 * follow each other.
 */
export async function requireChange(
  ctx: MemberCtx,
  changeId: string,
  lock: 'update' | null = null,
): Promise<{ change: ChangeRow; access: ChangeAccess }> {
  const { orgId } = ctx.actor.member
  const query = ctx.db
    .select({ change: changes, ...party })
    .from(changes)
    .innerJoin(products, eq(products.id, changes.productId))
    .innerJoin(productParties, eq(productParties.productId, changes.productId))
    .where(
      and(
        eq(changes.id, changeId),
        partyTo(ctx.actor),
        eq(productParties.orgId, orgId),
        eq(productParties.state, 'active'),
        or(eq(productParties.role, 'owner'), sql`'boms' = any(${productParties.grants})`),
      ),
    )
  const [row] = await (lock === null ? query : query.for('update', { of: changes }))
  if (!row) throw new DomainError('notFound', 'changes.notFound')
  return { change: row.change, access: accessOf(ctx, row.change, row) }
}

/** Refuses whoever may read a change and not work on it; after the object is proven. */
export function requireWrite({ archived, write }: ChangeAccess): void {
  if (archived) throw new DomainError('conflict', 'products.archived')
  if (!write) throw new DomainError('forbidden', 'changes.writeNeeded')
}

/** Steps that bind a side: its management, purchasing or sales. `side` where only one may. */
export function requireLead(access: ChangeAccess, side?: SigningSide): void {
  if (side === 'brand' && access.side !== 'brand') throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.lead) throw new DomainError('forbidden', 'changes.leadNeeded')
}

/** The side that raised a change. */
export const raisedBySide = ({ raisedByOrgId, orgId }: Pick<ChangeRow, 'raisedByOrgId' | 'orgId'>): SigningSide =>
  raisedByOrgId === orgId ? 'brand' : 'partner'
export const withPartner = ({ partnerOrgId }: Pick<ChangeRow, 'partnerOrgId'>): boolean => partnerOrgId !== null
/** Columns that every row within a change repeats. */
export const insideOf = ({ id, orgId, partnerOrgId, productId }: ChangeRow) => ({
  changeId: id,
  orgId,
  partnerOrgId,
  productId,
})
