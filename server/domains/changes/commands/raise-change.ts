import { and, eq, sql } from 'drizzle-orm'
import { changes } from '@/db/schema/changes'
import { productParties } from '@/db/schema/products'
import { requireBom } from '@/server/domains/boms/queries/access'
import { bilingual, otherLanguage } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { RaiseChange } from '../inputs'
import { requireChanges, requireWrite, type ChangeAccess } from '../queries/access'
import { changeCode } from '../rules/label'
import { announce, record } from './announce'

export type Raised = Readonly<{ changeId: string; code: string }>
type Typed = Readonly<{ en: string; zh: string; source: 'en' | 'zh' }>

/** A text as its author typed it; where only the other language was filled in, that one binds. */
export function written(typed: Typed) {
  const source = typed[typed.source] === '' ? otherLanguage(typed.source) : typed.source
  return bilingual(source, typed[source], typed[otherLanguage(source)])
}

/** A deviation is an emergency of class I for one lot (lifecycle reference §4). */
export function requireConsistent({
  changeClass,
  emergency,
  deviationLot,
}: Pick<RaiseChange, 'changeClass' | 'emergency' | 'deviationLot'>): void {
  if (emergency && changeClass !== 'one') throw new DomainError('invalid', 'changes.emergencyIsClassOne')
  if (emergency && deviationLot === '') throw new DomainError('invalid', 'changes.lotNeeded')
}

/** A BOM of the product that the reader may see, or null. */
export async function requireBomOf(ctx: MemberCtx, productId: string, bomId: string | null): Promise<string | null> {
  if (bomId === null) return null
  const { bom } = await requireBom(ctx, bomId)
  if (bom.productId !== productId) throw new DomainError('notFound', 'boms.notFound')
  return bomId
}

/** Asks for a change of what is built, with why. A factory's request lies between the brand and itself. */
export async function raiseChange(ctx: MemberCtx, input: RaiseChange): Promise<Raised> {
  const access = await requireChanges(ctx, input.productId)
  requireWrite(access)
  requireConsistent(input)
  const { changeClass, kind, reasonCode, emergency, deviationLot } = input
  return insertChange(ctx, access, {
    ...{ changeClass, kind, reasonCode, emergency, deviationLot },
    partnerOrgId: await partnerFor(ctx, access, input.partnerOrgId ?? null),
    title: written(input.title),
    reason: written(input.reason),
    bomId: await requireBomOf(ctx, input.productId, input.bomId),
  })
}

/** The factory a change lies with: a factory's own, or one on the product that the brand names. */
async function partnerFor(ctx: MemberCtx, { side, orgId, productId }: ChangeAccess, named: string | null) {
  const own = ctx.actor.member.orgId
  if (side === 'partner') {
    if (named !== null && named !== own) throw new DomainError('notFound', 'changes.partnerNotFound')
    return own
  }
  if (named === null) return null
  const [found] = await ctx.db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, orgId),
        eq(productParties.orgId, named),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'boms' = any(${productParties.grants})`,
      ),
    )
  if (!found) throw new DomainError('notFound', 'changes.partnerNotFound')
  return named
}

type Content = Omit<
  typeof changes.$inferInsert,
  | 'id'
  | 'orgId'
  | 'productId'
  | 'ordinal'
  | 'raisedBy'
  | 'raisedByOrgId'
  | 'state'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
>

/** Stores a change under the next number of the product, as a draft, and tells both sides. */
export async function insertChange(
  ctx: MemberCtx,
  { orgId, productId }: Pick<ChangeAccess, 'orgId' | 'productId'>,
  content: Content,
): Promise<Raised> {
  const { actor, db } = ctx
  const [change] = await db
    .insert(changes)
    .values({
      ...content,
      id: newId('change'),
      orgId,
      productId,
      ordinal: await nextOrdinal(ctx, productId),
      raisedBy: actor.userId,
      raisedByOrgId: actor.member.orgId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })
    .returning()
  if (!change) throw new DomainError('conflict', 'changes.stale')
  record(ctx, 'changes.raiseChange', change, { title: change.title[change.title.source] })
  announce(ctx, 'changes.raised', change)
  return { changeId: change.id, code: changeCode(change) }
}

/** Changes are counted across all factories, of which one sees its own; the lock keeps two from the same number. */
async function nextOrdinal(ctx: MemberCtx, productId: string): Promise<number> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`changes ${productId}`}, 0))`)
  const [row] = await asSystem(ctx, () =>
    ctx.db
      .select({ last: sql<number>`coalesce(max(${changes.ordinal}), 0)::int` })
      .from(changes)
      .where(eq(changes.productId, productId)),
  )
  return (row?.last ?? 0) + 1
}
