import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm'
import { gateItems, gates } from '@/db/schema/gates'
import { productParties, products } from '@/db/schema/products'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { requireProduct } from '@/server/domains/products/queries'
import { sideOf } from '@/server/domains/specs/policy'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { mayAcceptRisk, mayEditGates, mayGiveEvidence, type Party } from '../policy'

/** What the acting member may do with the gates of one product. */
export type GateAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  side: SigningSide
  party: Party
  /** Criteria, reviews, decisions. */
  edit: boolean
  /** Evidence and signatures. */
  give: boolean
  /** Starting a phase although a gate says no. */
  risk: boolean
  archived: boolean
}>

export type GateRow = typeof gates.$inferSelect
export type GateItemRow = typeof gateItems.$inferSelect

type PartyRow = Readonly<{ role: PartyRole; archived: boolean }>

/** The acting organisation works on the product and may see its specifications, which gates are about. */
const mayRead = ({ member }: MemberActor): SQL | undefined =>
  and(
    eq(productParties.orgId, member.orgId),
    eq(productParties.state, 'active'),
    or(eq(productParties.role, 'owner'), sql`'specs' = any(${productParties.grants})`),
  )
const party = { role: productParties.role, archived: sql<boolean>`${products.archivedAt} is not null` }

function accessOf(
  { actor }: MemberCtx,
  of: Readonly<{ productId: string; orgId: string }>,
  { role, archived }: PartyRow,
): GateAccess {
  const { role: member } = actor.member
  const is = { role }
  return {
    productId: of.productId,
    orgId: of.orgId,
    side: sideOf(is),
    party: is,
    edit: !archived && mayEditGates(member, is),
    give: !archived && mayGiveEvidence(member),
    risk: !archived && mayAcceptRisk(member, is),
    archived,
  }
}

/** Access to the gates of a product; FORBIDDEN for a partner that was not shown its specifications. */
export async function requireGates(ctx: MemberCtx, productId: string): Promise<GateAccess> {
  const found = await requireProduct(ctx, productId, 'specs')
  return accessOf(ctx, found, found)
}

/**
 * A gate. `lock` holds it until the transaction ends, so that evidence, reviews and signatures follow each other, and
 * reads it as it is once the lock is ours.
 */
export async function requireGate(
  ctx: MemberCtx,
  gateId: string,
  lock: 'update' | null = null,
): Promise<{ gate: GateRow; access: GateAccess }> {
  const [row] = await ctx.db
    .select({ gate: gates, ...party })
    .from(gates)
    .innerJoin(products, eq(products.id, gates.productId))
    .innerJoin(productParties, eq(productParties.productId, gates.productId))
    .where(and(eq(gates.id, gateId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'gates.notFound')
  const access = accessOf(ctx, row.gate, row)
  return { gate: lock === null ? row.gate : await holdGate(ctx, gateId), access }
}

/** Locking asks row-level security as writing does, and a partner, who may read a gate, writes none of it itself. */
async function holdGate(ctx: MemberCtx, gateId: string): Promise<GateRow> {
  const [held] = await asSystem(ctx, () => ctx.db.select().from(gates).where(eq(gates.id, gateId)).for('update'))
  if (!held) throw new DomainError('notFound', 'gates.notFound')
  return held
}

/** A criterion with its gate, held; a factory finds those of its side alone. */
export async function requireItem(
  ctx: MemberCtx,
  itemId: string,
): Promise<{ item: GateItemRow; gate: GateRow; access: GateAccess }> {
  const [row] = await ctx.db
    .select({ item: gateItems, ...party })
    .from(gateItems)
    .innerJoin(products, eq(products.id, gateItems.productId))
    .innerJoin(productParties, eq(productParties.productId, gateItems.productId))
    .where(
      and(
        eq(gateItems.id, itemId),
        isNull(gateItems.removedAt),
        mayRead(ctx.actor),
        or(eq(productParties.role, 'owner'), eq(gateItems.side, 'partner')),
      ),
    )
  if (!row) throw new DomainError('notFound', 'gates.itemNotFound')
  const access = accessOf(ctx, row.item, row)
  return { item: row.item, gate: await holdGate(ctx, row.item.gateId), access }
}

/** Refuses whoever may read a gate and not decide about it; after the object is proven. */
export function requireEdit(access: GateAccess): void {
  if (access.side !== 'brand') throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.edit) throw new DomainError('forbidden', 'gates.editNeeded')
}

export function requireGive(access: GateAccess): void {
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.give) throw new DomainError('forbidden', 'gates.giveNeeded')
}

/** A factory that is on the product and may see its specifications. */
export async function requirePartner(
  { db }: MemberCtx,
  { orgId, productId }: Pick<GateRow, 'orgId' | 'productId'>,
  partnerOrgId: string,
): Promise<string> {
  const [found] = await db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, orgId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'specs' = any(${productParties.grants})`,
      ),
    )
  if (!found) throw new DomainError('notFound', 'gates.partnerNotFound')
  return partnerOrgId
}
