import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { bomAdditions, bomLineLosses } from '@/db/schema/boms'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { requireProduct } from '@/server/domains/products/queries'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayProposeBoms } from '../policy'
import type { StatedLoss } from '../rules/losses'
import type { BomAccess } from './access'

/** A factory by its names, for whoever may know that it is there. */
export type FactoryName = Readonly<{ orgId: string; legalNameEn: string; legalNameZh: string }>

/** The factories that see the BOMs of a product, for the brand; for a factory itself alone. */
export async function listFactories(
  ctx: MemberCtx,
  { productId, orgId, owner }: Pick<BomAccess, 'productId' | 'orgId' | 'owner'>,
): Promise<FactoryName[]> {
  const rows = await ctx.db
    .select({
      orgId: orgs.id,
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
    })
    .from(productParties)
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, orgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'boms' = any(${productParties.grants})`,
        owner ? undefined : eq(productParties.orgId, ctx.actor.member.orgId),
      ),
    )
    .orderBy(asc(productParties.createdAt))
  return rows.map((row) => ({ ...row, legalNameEn: row.legalNameEn ?? '', legalNameZh: row.legalNameZh ?? '' }))
}

/**
 * Whose side of a BOM is read: the factory the brand names (null: nobody's), a factory's own. Another factory does not
 * exist for a factory.
 */
export async function readsFactory(
  ctx: MemberCtx,
  access: Pick<BomAccess, 'productId' | 'orgId' | 'owner'>,
  named: string | null,
): Promise<FactoryName | null> {
  if (access.owner && named === null) return null
  const own = ctx.actor.member.orgId
  if (!access.owner && named !== null && named !== own) throw new DomainError('notFound', 'boms.factoryNotFound')
  const found = (await listFactories(ctx, access)).find(({ orgId }) => orgId === (named ?? own))
  if (!found) throw new DomainError('notFound', 'boms.factoryNotFound')
  return found
}

/** Whether the acting member may say what their factory loses and adds: on the factory's side, on a product that lives. */
export async function factorySide(ctx: MemberCtx, access: Pick<BomAccess, 'productId' | 'owner'>): Promise<boolean> {
  if (access.owner || !mayProposeBoms(ctx.actor.member.role)) return false
  return !(await requireProduct(ctx, access.productId, 'boms')).archived
}

/** Refuses the brand, whose BOM it is, and whoever at the factory may only read. */
export async function requireFactorySide(
  ctx: MemberCtx,
  access: Pick<BomAccess, 'productId' | 'owner'>,
): Promise<void> {
  if (access.owner) throw new DomainError('forbidden', 'boms.factoryNeeded')
  if (!(await factorySide(ctx, access))) throw new DomainError('forbidden', 'boms.proposeNeeded')
}

type Scope = Readonly<{ productId: string; orgId: string }>

/** What a factory reckons to lose of the lines of some BOMs, by `bomId key`. */
export async function lossesOf(
  ctx: MemberCtx,
  { productId, orgId }: Scope,
  bomIds: readonly string[],
  partnerOrgId: string,
): Promise<Map<string, StatedLoss & Readonly<{ version: number }>>> {
  const rows = await ctx.db
    .select({
      bomId: bomLineLosses.bomId,
      lineKey: bomLineLosses.lineKey,
      attritionPct: sql<string | null>`trim_scale(${bomLineLosses.attritionPct})::text`,
      attritionExtra: sql<string | null>`trim_scale(${bomLineLosses.attritionExtra})::text`,
      packMultiple: sql<string | null>`trim_scale(${bomLineLosses.packMultiple})::text`,
      version: bomLineLosses.version,
    })
    .from(bomLineLosses)
    .where(
      and(
        eq(bomLineLosses.productId, productId),
        eq(bomLineLosses.orgId, orgId),
        inArray(bomLineLosses.bomId, [...bomIds]),
        eq(bomLineLosses.partnerOrgId, partnerOrgId),
      ),
    )
  return new Map(rows.map(({ bomId, lineKey, ...loss }) => [`${bomId} ${lineKey}`, loss]))
}

/** What a factory adds to a BOM, in the order it was added. */
export const additionsOf = (
  ctx: MemberCtx,
  { productId, orgId, bomId }: Scope & Readonly<{ bomId: string }>,
  partnerOrgId: string,
) =>
  ctx.db
    .select({
      id: bomAdditions.id,
      kind: bomAdditions.kind,
      number: bomAdditions.number,
      name: bomAdditions.name,
      quantity: sql<string>`trim_scale(${bomAdditions.quantity})::text`,
      uom: bomAdditions.uom,
      attritionPct: sql<string | null>`trim_scale(${bomAdditions.attritionPct})::text`,
      attritionExtra: sql<string | null>`trim_scale(${bomAdditions.attritionExtra})::text`,
      packMultiple: sql<string | null>`trim_scale(${bomAdditions.packMultiple})::text`,
      note: bomAdditions.note,
      version: bomAdditions.version,
    })
    .from(bomAdditions)
    .where(
      and(
        eq(bomAdditions.productId, productId),
        eq(bomAdditions.orgId, orgId),
        eq(bomAdditions.bomId, bomId),
        eq(bomAdditions.partnerOrgId, partnerOrgId),
        isNull(bomAdditions.removedAt),
      ),
    )
    .orderBy(asc(bomAdditions.createdAt), asc(bomAdditions.id))
