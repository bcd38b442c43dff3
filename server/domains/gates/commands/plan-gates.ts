import { and, eq } from 'drizzle-orm'
import { gateItems, gates } from '@/db/schema/gates'
import { products } from '@/db/schema/products'
import type { Phase } from '@/server/domains/products/rules'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { standardCriteria } from '../criteria/standard'
import type { ProductGates } from '../inputs'
import { gateLifecycle } from '../lifecycle'
import { requireEdit, requireGates, type GateAccess } from '../queries/access'
import { gatedPhases, itemCode } from '../rules/criterion'
import { announce } from './announce'

/** Lays out the gates of a product with the usual criteria, as far as they are missing; that of its phase is active. */
export async function planGates(ctx: MemberCtx, { productId }: ProductGates): Promise<{ planned: number }> {
  const access = await requireGates(ctx, productId)
  requireEdit(access)
  return { planned: await layOut(ctx, access) }
}

/** The same, for a command that needs them. Returns how many are new. */
export async function layOut(ctx: MemberCtx, { productId, orgId }: GateAccess): Promise<number> {
  const [product] = await ctx.db
    .select({ phase: products.phase, code: products.code })
    .from(products)
    .where(and(eq(products.id, productId), eq(products.orgId, orgId)))
  const planned: string[] = []
  for (const phase of gatedPhases) {
    const gateId = await addGate(ctx, { productId, orgId }, phase, product?.phase ?? 'concept')
    if (gateId !== null) planned.push(gateId)
  }
  const [first] = planned
  if (first === undefined) return 0
  recordAudit(ctx, {
    action: 'gates.planGates',
    subjectId: productId,
    productId,
    orgs: [orgId],
    params: { code: product?.code ?? '', count: planned.length },
  })
  await announce(ctx, { type: 'gates.planned', gate: { id: first, productId, orgId }, with: 'partner' })
  return planned.length
}

type Place = Readonly<{ productId: string; orgId: string }>

/** One gate with its usual criteria; null where there is one already. */
async function addGate(
  { db, actor, now }: MemberCtx,
  place: Place,
  phase: (typeof gatedPhases)[number],
  current: Phase,
): Promise<string | null> {
  const criteria = standardCriteria[phase]
  const id = newId('gate')
  const begun = phase === current
  const made = await db
    .insert(gates)
    .values({
      ...place,
      id,
      phase,
      nextItem: criteria.length + 1,
      ...(begun && { state: gateLifecycle.next('planned', 'start'), startedAt: now() }),
    })
    .onConflictDoNothing()
    .returning({ id: gates.id })
  if (made.length === 0) return null
  const both = ({ en, zh }: Readonly<{ en: string; zh: string }>) =>
    actor.locale === 'zh' ? bilingual('zh', zh, en) : bilingual('en', en, zh)
  await db.insert(gateItems).values(
    criteria.map(({ text, metric, ...criterion }, index) => ({
      ...place,
      ...criterion,
      id: newId('gateItem'),
      gateId: id,
      ordinal: index + 1,
      code: itemCode(phase, index + 1),
      text: both(text),
      metric: both(metric),
    })),
  )
  return id
}
